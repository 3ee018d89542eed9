package dev.winnow.lane;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The tables beside these tests: a line a case, its columns apart by ` ~ `, and `#` before what is said about them.
final class TableLines {
    private TableLines() {}

    /// The columns of each case.
    static List<String[]> of(String resource) throws IOException {
        try (InputStream in = TableLines.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ~ ", -1))
                    .toList();
        }
    }
}
