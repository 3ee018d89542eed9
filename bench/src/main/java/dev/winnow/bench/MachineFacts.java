package dev.winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the numbers depend on and another machine has otherwise.
public final class MachineFacts {
    private MachineFacts() {}

    /// One line: processors, kernel, Java, and the load average of the last minute: read it before measuring, and
    /// distrust what was measured on a host that was not idle.
    ///
    /// @throws IOException where `/proc/cpuinfo` or `/proc/loadavg` cannot be read
    public static String describe() throws IOException {
        return "%d processors (%s), Linux %s %s, Java %s (%s), load average before the run %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processorName(Files.readString(Path.of("/proc/cpuinfo"))),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.vendor"),
                        oneMinuteAverage(Files.readString(Path.of("/proc/loadavg"))));
    }

    /// The first field of proc_loadavg(5).
    static String oneMinuteAverage(String loadavg) {
        return loadavg.strip().split(" ", 2)[0];
    }

    /// The first "model name", which some architectures do not have.
    static String processorName(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("model unknown");
    }
}
