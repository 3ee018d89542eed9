package dev.winnow.cli;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.lane.Engine;
import dev.winnow.lane.InterfaceMonitor;
import dev.winnow.lane.LaneException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `winnow monitor`: watches an interface and gives no verdicts.
@Command(
        name = "monitor",
        description = "Watch an interface through libpcap: events, no verdicts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: winnow monitor eth0 --rules my.rules --filter 'tcp port 80' --eve -"})
final class MonitorCommand implements Callable<Integer> {
    @Mixin
    private EngineOptions engineOptions;

    @Parameters(paramLabel = "IFACE", description = "The interface, or 'any'.")
    private String interfaceName;

    @Option(names = "--filter", paramLabel = "BPF", description = "Watch only packets that match, as in tcpdump.")
    private String filter;

    private final StopSignal stop = new StopSignal();

    @Override
    public Integer call() throws InterruptedException {
        WinnowConfig config = engineOptions.config(Origin.OWN, List.of());
        FaultLog faults = new FaultLog(_ -> stop.request());
        try (Engine engine = engineOptions.engine(config);
                InterfaceMonitor monitor = InterfaceMonitor.open(
                        engine,
                        interfaceName,
                        Optional.ofNullable(filter),
                        EventFile.ofCall(engineOptions),
                        faults::report)) {
            monitor.start();
            stop.catchSignals();
            watch(monitor);
            return ExitCode.OK;
        } catch (LaneException | IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        } finally {
            stop.done();
        }
    }

    private void watch(InterfaceMonitor monitor) throws InterruptedException {
        System.err.println("winnow: watching " + Terminal.oneLine(interfaceName));
        boolean interactive = Terminal.isInteractive();
        while (!stop.await(1, TimeUnit.SECONDS) && monitor.isRunning()) {
            if (interactive) {
                Terminal.redraw(StatusLine.watched(monitor.counters(), monitor.droppedByKernel()));
            }
        }
        if (interactive) {
            Terminal.clear();
        }
        System.err.println("winnow: " + StatusLine.watched(monitor.counters(), monitor.droppedByKernel()));
    }
}
