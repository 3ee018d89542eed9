package dev.winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// CPU time of a process and its descendants, all threads, the ended ones included: proc_pid_stat(5). Of a
/// descendant that has ended it counts what its parent has waited for.
///
/// The kernel attributes run time exactly and shows it in ticks, so that a difference of two readings is off by two
/// ticks at most.
public final class ProcessCpu {
    /// USER_HZ, which is 100 on every architecture that winnow runs on.
    private static final double TICKS_PER_SECOND = 100;

    private static final int FIRST_FIELD_AFTER_NAME = 3;
    private static final int UTIME = 14;
    private static final int STIME = 15;
    private static final int CUTIME = 16;
    private static final int CSTIME = 17;

    private ProcessCpu() {}

    /// User and system time so far, in seconds.
    public static double seconds(ProcessHandle process) throws IOException {
        long ticks = 0;
        for (ProcessHandle member :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            ticks += ticks(member);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(ProcessHandle process) throws IOException {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
        } catch (IOException e) {
            // It may end while its file is being read.
            if (process.isAlive()) {
                throw e;
            }
            return 0;
        }
    }

    /// The program's name, in parentheses, may itself contain blanks and parentheses.
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return IntStream.of(UTIME, STIME, CUTIME, CSTIME)
                .mapToLong(field -> Long.parseLong(fields[field - FIRST_FIELD_AFTER_NAME]))
                .sum();
    }
}
