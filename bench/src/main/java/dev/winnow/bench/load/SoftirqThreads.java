package dev.winnow.bench.load;

import dev.winnow.bench.ProcessCpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The kernel's own threads for packets that came faster than those who sent them could carry them on.
final class SoftirqThreads {
    private static final String NAME = "ksoftirqd/";

    private SoftirqThreads() {}

    /// CPU time of all of them so far, in seconds.
    static double cpuSeconds() throws IOException {
        List<ProcessHandle> threads =
                ProcessHandle.allProcesses().filter(SoftirqThreads::isOne).toList();
        double seconds = 0;
        for (ProcessHandle thread : threads) {
            seconds += ProcessCpu.seconds(thread);
        }
        return seconds;
    }

    private static boolean isOne(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .startsWith(NAME);
        } catch (IOException _) {
            return false;
        }
    }
}
