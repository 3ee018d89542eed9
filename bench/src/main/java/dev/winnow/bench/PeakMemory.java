package dev.winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that a process had: proc_pid_status(5).
public final class PeakMemory {
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    /// Resident bytes at the highest so far; 0 for a process that has ended.
    public static long bytes(long pid) {
        try {
            return bytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException _) {
            return 0;
        }
    }

    /// @param status the file's text; without the line, as of a process that is ending, it is 0
    public static long bytes(String status) {
        return status.lines()
                        .filter(line -> line.startsWith(PEAK))
                        .map(line -> line.substring(PEAK.length()).strip().split(" ", 2)[0])
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0)
                << 10;
    }
}
