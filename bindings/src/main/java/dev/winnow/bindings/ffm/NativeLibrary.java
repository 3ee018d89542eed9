package dev.winnow.bindings.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The shared libraries that wrappers call, each needed only by whoever calls it.
public enum NativeLibrary {
    PCAP("libpcap.so.0.8", "libpcap0.8"),
    HYPERSCAN("libhs.so.5", "libvectorscan5 (or libhyperscan5)"),
    PCRE2("libpcre2-8.so.0", "libpcre2-8-0"),
    NFTABLES("libnftables.so.1", "libnftables1");

    /// What was found once need not be searched for in the file system again.
    private static final Set<NativeLibrary> FOUND = ConcurrentHashMap.newKeySet();

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
    /// Cheap after the first time. Thread-safe.
    ///
    /// @throws LibraryMissing naming the package to install
    public void require() {
        if (!FOUND.contains(this)) {
            open(soname, debianPackage);
            FOUND.add(this);
        }
    }

    static void open(String soname, String debianPackage) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(soname, arena);
        } catch (IllegalArgumentException e) {
            throw new LibraryMissing(soname, debianPackage, e);
        }
    }
}
