package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.BanStatus;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.lockdown.LockdownState;
import dev.winnow.lane.FilterStatus;
import dev.winnow.lane.QueueState;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LatencyRecorder.Latencies;
import dev.winnow.verdict.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a running filter answers to `status`. Threading: the control thread; what it reads of others is volatile.
final class StatusReport {
    private static final double NS_PER_US = 1_000.0;
    private static final int MOST_ALLOWED_SHOWN = 256;

    private final FilterWatch watch;
    private final Supplier<RulesInForce> rules;
    private final Supplier<Optional<BanStatus>> bans;
    private final Supplier<List<AllowedPrefix>> allowed;
    private final Supplier<LockdownState> lockdown;
    private final Facts facts;

    /// What does not change while the filter runs.
    ///
    /// @param warnings what it had to say when it started
    record Facts(Instant started, boolean dryRun, Optional<Path> eventFile, List<String> warnings) {}

    /// @param bans    empty where nobody is banned
    /// @param allowed who comes first
    /// @param lockdown what is shut
    StatusReport(
            FilterWatch watch,
            Supplier<RulesInForce> rules,
            Supplier<Optional<BanStatus>> bans,
            Supplier<List<AllowedPrefix>> allowed,
            Supplier<LockdownState> lockdown,
            Facts facts) {
        this.watch = watch;
        this.rules = rules;
        this.bans = bans;
        this.allowed = allowed;
        this.lockdown = lockdown;
        this.facts = facts;
    }

    /// @param now for the time since the start
    JsonNode at(Instant now) {
        FilterWatch.Sight sight = watch.latest();
        RulesInForce inForce = rules.get();
        Optional<BanStatus> banned = bans.get();
        List<String> reasons = reasons(sight, inForce, banned);
        ObjectNode report = JsonNodeFactory.instance
                .objectNode()
                .put("state", reasons.isEmpty() ? "healthy" : "degraded")
                .set("reasons", texts(reasons));
        report.set("warnings", texts(facts.warnings()));
        report.put("version", Version.number())
                .put("pid", ProcessHandle.current().pid())
                .put("started", facts.started().toString())
                .put("uptime_seconds", Duration.between(facts.started(), now).toSeconds())
                .put("dry_run", facts.dryRun());
        CounterSnapshot counters = sight.now().counters();
        report.set("queues", queues(sight.now()));
        report.set("packets", packets(sight, counters));
        report.set("latency", latency(sight.now().latencies()));
        report.set("rules", rules(inForce));
        report.putObject("flows")
                .put("followed", counters.get(LaneCounter.FLOWS))
                .put("evicted", counters.get(LaneCounter.FLOWS_EVICTED));
        banned.ifPresent(status -> report.set("bans", BanAnswers.status(status)));
        report.set("allowed", allowed(allowed.get()));
        report.set("lockdown", LockdownPoint.json(lockdown.get()));
        report.set("memory", memory(counters));
        ObjectNode events = report.putObject("events").put("lost", counters.get(LaneCounter.EVENTS_LOST));
        facts.eventFile().ifPresent(file -> events.put("file", file.toString()));
        return report;
    }

    private static List<String> reasons(FilterWatch.Sight sight, RulesInForce inForce, Optional<BanStatus> banned) {
        List<String> reasons = new ArrayList<>();
        if (sight.kernelDroppedLately() > 0) {
            reasons.add("the kernel dropped %,d packets in the last minute because winnow did not take them in time"
                    .formatted(sight.kernelDroppedLately()));
        }
        if (sight.eventsLostLately() > 0) {
            reasons.add("%,d events were lost in the last minute because their file did not take them in time"
                    .formatted(sight.eventsLostLately()));
        }
        reasons.addAll(lasting(sight, inForce, banned));
        return reasons;
    }

    private static List<String> lasting(FilterWatch.Sight sight, RulesInForce inForce, Optional<BanStatus> banned) {
        List<String> reasons = new ArrayList<>();
        if (!sight.now().deadThreads().isEmpty()) {
            reasons.add("dead threads, restart winnow: "
                    + String.join(", ", sight.now().deadThreads()));
        }
        inForce.lastFailure()
                .ifPresent(
                        failure -> reasons.add("the last reload failed, the rules before it are in force: " + failure));
        banned.filter(status -> !status.trouble().isEmpty()).ifPresent(status -> reasons.add(status.trouble()));
        return reasons;
    }

    /// What does not work and stays so until somebody does something, for the history.
    ///
    /// @param more what else does not work
    List<String> lastingTroubles(Optional<String> more) {
        List<String> troubles = lasting(watch.latest(), rules.get(), bans.get());
        more.ifPresent(troubles::add);
        return troubles;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode queues(FilterStatus status) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (QueueState queue : status.queues()) {
            array.addObject()
                    .put("queue", queue.queue())
                    .put("depth", queue.depth())
                    .put("queue_dropped", queue.queueDropped())
                    .put("user_dropped", queue.userDropped());
        }
        return array;
    }

    private static ObjectNode packets(FilterWatch.Sight sight, CounterSnapshot counters) {
        ObjectNode packets = JsonNodeFactory.instance
                .objectNode()
                .put("received", counters.get(LaneCounter.RECEIVED))
                .put("last_second", counters.since(sight.before().counters()).get(LaneCounter.RECEIVED))
                .put("accepted", counters.get(LaneCounter.ACCEPTED))
                .put("dropped", counters.dropped())
                .put("spared", counters.get(LaneCounter.SPARED));
        ObjectNode reasons = packets.putObject("dropped_by");
        for (Reason reason : Reason.values()) {
            if (counters.dropped(reason) > 0) {
                reasons.put(reason.label(), counters.dropped(reason));
            }
        }
        return packets.put("malformed", counters.malformed())
                .put("wrong_checksum", counters.get(LaneCounter.WRONG_CHECKSUM))
                .put("alerts", counters.get(LaneCounter.ALERTS))
                .put("socket_overruns", counters.get(LaneCounter.NO_BUFFERS))
                .put("faults", counters.get(LaneCounter.ERRORS));
    }

    private static ObjectNode latency(Latencies latencies) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("median_us", latencies.medianNs() / NS_PER_US)
                .put("p99_us", latencies.p99Ns() / NS_PER_US)
                .put("p999_us", latencies.p999Ns() / NS_PER_US)
                .put("max_us", latencies.maxNs() / NS_PER_US);
    }

    private static ObjectNode rules(RulesInForce inForce) {
        ObjectNode rules = JsonNodeFactory.instance
                .objectNode()
                .put("usable", inForce.usable())
                .put("total", inForce.total())
                .put("loaded", inForce.since().toString())
                .put("reloads", inForce.reloads());
        rules.set("files", texts(inForce.files().stream().map(Path::toString).toList()));
        inForce.lastFailure().ifPresent(failure -> rules.put("last_failure", failure));
        return rules;
    }

    private static ArrayNode allowed(List<AllowedPrefix> all) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        all.stream()
                .limit(MOST_ALLOWED_SHOWN)
                .forEach(one ->
                        array.addObject().put("prefix", one.prefix().toString()).put("why", one.why()));
        return array;
    }

    private static ObjectNode memory(CounterSnapshot counters) {
        Runtime runtime = Runtime.getRuntime();
        return JsonNodeFactory.instance
                .objectNode()
                .put("heap_bytes", runtime.totalMemory() - runtime.freeMemory())
                .put("heap_max_bytes", runtime.maxMemory())
                .put("resident_bytes", ProcessMemory.residentBytes())
                .put("stream_bytes", counters.get(LaneCounter.STREAM_BYTES));
    }
}
