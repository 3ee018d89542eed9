package dev.winnow.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/// Where the shared library compiled from `scan.c` lies on this machine.
///
/// It is looked for, in this order, at the path in the system property `winnow.native.dir`, in
/// `/usr/lib/winnow`, and in this module's own jar, from which it is unpacked into a private temporary file.
///
/// Threading: any thread. Ownership: the temporary file is gone as soon as it is loaded.
public final class MatchCollectorLibrary {
    private static final String FILE_NAME = "libwinnowscan.so";
    private static final Path INSTALLED_DIRECTORY = Path.of("/usr/lib/winnow");

    private MatchCollectorLibrary() {}

    /// Has the library loaded.
    ///
    /// @param load loads it from its path, as `SymbolLookup.libraryLookup` does, behind which the path may be gone
    /// @return what `load` returns
    /// @throws IOException if the library is neither installed nor packed into the jar, or cannot be unpacked
    public static <T> T load(Function<Path, T> load) throws IOException {
        String directory = System.getProperty("winnow.native.dir");
        if (directory != null) {
            return load.apply(Path.of(directory, FILE_NAME));
        }
        Path installed = INSTALLED_DIRECTORY.resolve(FILE_NAME);
        if (Files.isReadable(installed)) {
            return load.apply(installed);
        }
        Path copy = unpack();
        try {
            return load.apply(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Path unpack() throws IOException {
        try (InputStream packed = MatchCollectorLibrary.class.getResourceAsStream(FILE_NAME)) {
            if (packed == null) {
                throw new IOException(FILE_NAME + " is not in the jar and not in " + INSTALLED_DIRECTORY
                        + ": build winnow on this platform with a C compiler");
            }
            Path copy = Files.createTempFile("winnow", ".so");
            Files.copy(packed, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        }
    }
}
