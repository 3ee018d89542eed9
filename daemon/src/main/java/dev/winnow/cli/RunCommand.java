package dev.winnow.cli;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.lane.Engine;
import dev.winnow.lane.LaneException;
import dev.winnow.lane.MemoryProtection;
import dev.winnow.lane.QueueFilter;
import dev.winnow.lane.QueueRange;
import dev.winnow.lane.QueueRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow run`: filters until stopped.
@Command(
        name = "run",
        description = "Filter the packets of an NFQUEUE until stopped by Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --install-rule, put in iptables rules of your own: for both directions, because the state of a "
                    + "connection and its stream are known from both, and with --queue-bypass, so that packets flow "
                    + "while nobody reads the queue:",
            "  iptables -I INPUT -p tcp --dport 80 -j NFQUEUE --queue-num 0 --queue-bypass",
            "  iptables -I OUTPUT -p tcp --sport 80 -j NFQUEUE --queue-num 0 --queue-bypass",
            "Where one direction is all there is, say --set stream.async-oneside=yes.",
            "",
            "While it runs, its memory is not swapped out and the kernel kills others first when memory runs out; "
                    + "--set memory.lock=no and --set memory.oom-score-adj=0 leave that be.",
            "",
            "'winnow status', 'top', 'reload' and 'stop' ask and tell it by its control socket; SIGHUP reloads the rules "
                    + "too, where no terminal is.",
            "",
            "Examples:",
            "  winnow run --install-rule='INPUT -p tcp --dport 80' --rules my.rules --dry-run",
            "  winnow run --queue 0:1 --threads split:2 --rules my.rules --eve /var/log/winnow/eve.json"
        })
final class RunCommand implements Callable<Integer> {
    private static final long STATUS_INTERVAL_MS = 1_000;

    @Mixin
    private EngineOptions engineOptions;

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "N[:M]",
            defaultValue = "0",
            description = "The queue, or the first and the last of several (default: ${DEFAULT-VALUE}).")
    private String queue;

    @Option(
            names = "--install-rule",
            paramLabel = "SPEC",
            arity = "0..1",
            fallbackValue = QueueRules.DEFAULT_SPEC,
            description = {
                "Put in an iptables rule at the start and take it out at the end. SPEC is a chain and what packets must "
                        + "match, as iptables has it; without SPEC: INPUT, all that comes to this host. A second rule "
                        + "takes the answers, so that connections are seen whole: for 'INPUT -p tcp --dport 80' it is "
                        + "'OUTPUT -p tcp --sport 80'."
            })
    private String installRule;

    @Option(
            names = "--dry-run",
            description = "Accept everything, and report what would have been done: such events have dry_run.")
    private boolean dryRun;

    @Option(
            names = "--threads",
            paramLabel = "MODE",
            description = {
                "single: one thread a queue, the cheapest way; split[:N]: one for the intake and N for workers, for rules that need more than one processor."
            })
    private String threads;

    @Option(
            names = "--cpus",
            paramLabel = "LIST",
            description = "The processors to pin threads to, such as 0-3,6 (default: all, in turn).")
    private String cpus;

    @Option(
            names = "--control",
            paramLabel = "PATH",
            description = "Where the control socket is to be (default: control.path of the configuration).")
    private Path control;

    private final StopSignal stop = new StopSignal();
    private final ServiceManager serviceManager = ServiceManager.ofEnvironment(RunCommand::say);

    @Override
    public Integer call() throws InterruptedException {
        QueueRange queues = queues();
        WinnowConfig config = config();
        QueueRules rules = rules(queues, config);
        RuleLoader.Loaded loaded = engineOptions.loadWarmly(config);
        try (Engine engine = new Engine(config, loaded.program());
                ControlPoint controlPoint = new ControlPoint()) {
            return filter(engine, queues, rules, RulesInForce.of(loaded, Instant.now(), 0), controlPoint);
        } finally {
            stop.done();
        }
    }

    private WinnowConfig config() {
        return engineOptions.config(Origin.OWN, overrides());
    }

    private QueueRange queues() {
        try {
            return QueueRange.parse(queue);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--queue: " + e.getMessage(), e);
        }
    }

    /// Null where the operator keeps the rules.
    private QueueRules rules(QueueRange queues, WinnowConfig config) {
        if (installRule == null) {
            return null;
        }
        try {
            return QueueRules.of(installRule, queues, config.nfq());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        if (threads != null) {
            overrides.add("threading.mode=" + threads);
        }
        if (cpus != null) {
            overrides.add("threading.cpus=" + cpus);
        }
        if (control != null) {
            overrides.add("control.path=" + control);
        }
        return overrides;
    }

    private int filter(
            Engine engine, QueueRange queues, QueueRules rules, RulesInForce inForce, ControlPoint controlPoint)
            throws InterruptedException {
        AtomicReference<Throwable> fatal = new AtomicReference<>();
        FaultLog faults = new FaultLog(error -> {
            fatal.set(error);
            stop.request();
        });
        Optional<Path> eve = EventFile.ofRun(engineOptions, engine.config());
        try (HistoryPoint history = new HistoryPoint(engine.config().history(), dryRun, RunCommand::say);
                QueueFilter filter = QueueFilter.open(engine, queues, dryRun, eve, faults::report);
                BanPoint bans = new BanPoint(engine, dryRun, filter.eventLines(), RunCommand::say)) {
            history.listenTo(filter);
            List<String> warnings =
                    new ArrayList<>(MemoryProtection.apply(engine.config().memory()));
            oneSided(rules, engine.config()).ifPresent(warnings::add);
            FilterPoints points = new FilterPoints(engine, dryRun, filter, bans, history);
            RuleReload reload = new RuleReload(this::config, engineOptions, engine, filter, inForce);
            StatusReport.Facts facts = new StatusReport.Facts(Instant.now(), dryRun, eve, warnings);
            RunControl runControl = points.control(reload, stop, facts);
            points.awaitReady();
            filter.start();
            stop.catchSignals();
            try {
                install(rules);
                warnings.forEach(RunCommand::say);
                runControl.catchHangUp();
                controlPoint
                        .open(engine.config().control(), runControl.registry())
                        .ifPresent(RunCommand::say);
                watch(points, queues);
            } finally {
                serviceManager.stopping();
                remove(rules);
                filter.drain();
            }
            say(StatusLine.total(filter.status(), dryRun));
        } catch (LaneException | IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
        if (fatal.get() != null) {
            throw CommandFailure.work("stopped, traffic flows unfiltered: " + fatal.get(), fatal.get());
        }
        return ExitCode.OK;
    }

    private static void install(QueueRules rules) throws IOException {
        if (rules != null) {
            rules.install();
        }
    }

    /// Tells the operator, in the log of a daemon.
    static void say(String line) {
        System.err.println("winnow: " + line);
    }

    private static Optional<String> oneSided(QueueRules rules, WinnowConfig config) {
        return rules != null && !rules.seesBothSides() && !config.stream().asyncOneside()
                ? Optional.of("the answers to '" + rules + "' are not queued, so no connection counts as "
                        + "established: queue them by a rule of your own, or say --set stream.async-oneside=yes")
                : Optional.empty();
    }

    private static void remove(QueueRules rules) throws IOException {
        if (rules != null) {
            rules.close();
        }
    }

    private void watch(FilterPoints points, QueueRange queues) throws IOException, InterruptedException {
        String filtering = "filtering queue " + queues + (dryRun ? ", dropping nothing" : "");
        say(filtering);
        serviceManager.ready(filtering);
        boolean interactive = Terminal.isInteractive();
        while (!stop.await(STATUS_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
            points.tick();
            if (interactive) {
                FilterWatch.Sight sight = points.latest();
                Terminal.redraw(StatusLine.since(sight.before(), sight.now(), dryRun));
            }
        }
        points.lookAgain();
        if (interactive) {
            Terminal.clear();
        }
    }
}
