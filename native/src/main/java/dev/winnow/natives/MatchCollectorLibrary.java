package dev.winnow.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where the shared library compiled from `scan.c` lies on this machine.
///
/// It is looked for, in this order, at the path in the system property `winnow.native.dir`, in
/// `/usr/lib/winnow`, and in this module's own jar, from which it is unpacked into a private temporary file.
///
/// Threading: any thread. Ownership: the temporary file is deleted when the JVM exits.
public final class MatchCollectorLibrary {
    private static final String FILE_NAME = "libwinnowscan.so";
    private static final Path INSTALLED_DIRECTORY = Path.of("/usr/lib/winnow");

    private MatchCollectorLibrary() {}

    /// The library's path, ready for `SymbolLookup.libraryLookup`.
    ///
    /// @throws IOException if the library is neither installed nor packed into the jar, or cannot be unpacked
    public static Path locate() throws IOException {
        String directory = System.getProperty("winnow.native.dir");
        if (directory != null) {
            return Path.of(directory, FILE_NAME);
        }
        Path installed = INSTALLED_DIRECTORY.resolve(FILE_NAME);
        return Files.isReadable(installed) ? installed : unpack();
    }

    private static Path unpack() throws IOException {
        try (InputStream packed = MatchCollectorLibrary.class.getResourceAsStream(FILE_NAME)) {
            if (packed == null) {
                throw new IOException(FILE_NAME + " is not in the jar and not in " + INSTALLED_DIRECTORY
                        + ": build winnow on this platform with a C compiler");
            }
            Path copy = Files.createTempFile("winnow", ".so");
            copy.toFile().deleteOnExit();
            Files.copy(packed, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        }
    }
}
