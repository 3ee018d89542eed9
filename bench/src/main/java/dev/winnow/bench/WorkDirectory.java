package dev.winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder for what a run writes on its way; closing it deletes it with all that is in it. Closed by the
/// JVM's shutdown at the latest.
///
/// @param path the folder
public record WorkDirectory(Path path) implements AutoCloseable {

    /// Makes a folder of its own.
    public static WorkDirectory create() throws IOException {
        WorkDirectory directory = new WorkDirectory(Files.createTempDirectory("winnow-bench"));
        Runtime.getRuntime().addShutdownHook(new Thread(directory::close, "work-directory-cleanup"));
        return directory;
    }

    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("bench: " + e.getMessage());
        }
    }
}
