package dev.winnow.bindings.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/// The shared libraries that wrappers call, each needed only by whoever calls it.
public enum NativeLibrary {
    PCAP("libpcap.so.0.8", "libpcap0.8"),
    HYPERSCAN("libhs.so.5", "libvectorscan5 (or libhyperscan5)"),
    PCRE2("libpcre2-8.so.0", "libpcre2-8-0"),
    NFTABLES("libnftables.so.1", "libnftables1");

    private final String soname;
    private final String debianPackage;

    NativeLibrary(String soname, String debianPackage) {
        this.soname = soname;
        this.debianPackage = debianPackage;
    }

    /// The name by which the dynamic loader finds it.
    public String soname() {
        return soname;
    }

    /// The Debian package that brings it.
    public String debianPackage() {
        return debianPackage;
    }

    /// Makes sure that the library is there. Call it before anything touches the wrappers: their class
    /// initialisers would fail instead, with an error that nobody can read.
    ///
    /// @throws LibraryMissing naming the package to install
    public void require() {
        open(soname, debianPackage);
    }

    static void open(String soname, String debianPackage) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(soname, arena);
        } catch (IllegalArgumentException e) {
            throw new LibraryMissing(soname, debianPackage, e);
        }
    }
}
