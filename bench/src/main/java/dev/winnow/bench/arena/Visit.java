package dev.winnow.bench.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One request of a visitor.
///
/// @param atMs when it was begun, in milliseconds since 1970
/// @param latencyUs until the answer was there, or nothing came of it, in microseconds
/// @param answered whether the page came
record Visit(long atMs, String source, long latencyUs, boolean answered) {
    private static final int FIELDS = 4;
    private static final String OK = "200";

    /// Reads what [dev.winnow.bench.arena.traffic.ArenaTraffic]'s visitors write.
    static List<Visit> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Visit::parse).toList();
    }

    static Visit parse(String line) {
        String[] fields = line.split(" ", FIELDS);
        return new Visit(Long.parseLong(fields[0]), fields[1], Long.parseLong(fields[2]), OK.equals(fields[3]));
    }
}
