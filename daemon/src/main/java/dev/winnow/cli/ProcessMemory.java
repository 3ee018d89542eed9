package dev.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel says of this process's memory. Source: `VmRSS` of proc_pid_status(5).
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");
    private static final long KB = 1 << 10;

    private ProcessMemory() {}

    /// Bytes in memory now; 0 where the kernel does not tell.
    static long residentBytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(STATUS));
            return resident.find() ? KB * Long.parseLong(resident.group(1)) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
