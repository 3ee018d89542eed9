package dev.winnow.ban.allow;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Small files of the system, which may be missing.
final class TextFile {
    private TextFile() {}

    /// Its lines; none where it cannot be read.
    static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        read(file, lines::add);
        return lines;
    }

    /// Hands on one line after the other, as far as it can be read.
    static void read(Path file, Consumer<String> consumer) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(line);
            }
        } catch (IOException _) {
            // What is not there says nothing.
        }
    }
}
