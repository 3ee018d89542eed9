package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.ban.lockdown.LockdownListener;
import dev.winnow.ban.lockdown.LockdownState;
import dev.winnow.ban.lockdown.PortRange;
import dev.winnow.config.HistoryConfig;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.history.CountNames;
import dev.winnow.history.HistoryRunner;
import dev.winnow.history.LockdownNotice;
import dev.winnow.lane.FilterStatus;
import dev.winnow.lane.QueueFilter;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.verdict.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a running filter remembers for reports, where that is wanted.
///
/// Threading: one thread opens and closes. Ownership: owns the history's thread.
final class HistoryPoint implements AutoCloseable {
    /// Has what is known so far written down.
    static final String FLUSH = "flush-history";

    private final HistoryConfig config;
    private final boolean dryRun;
    private final Consumer<String> say;
    private Optional<HistoryRunner> history = Optional.empty();

    /// @param say told what does not work, from any thread
    HistoryPoint(HistoryConfig config, boolean dryRun, Consumer<String> say) {
        this.config = config;
        this.dryRun = dryRun;
        this.say = say;
    }

    /// Begins to remember, where that is wanted, and has the filter tell what its events are about; before that starts.
    void listenTo(QueueFilter filter) {
        if (config.enabled()) {
            HistoryRunner runner = HistoryRunner.start(config, dryRun, say, new FaultLog(_ -> {})::report);
            filter.tell(runner.listener());
            history = Optional.of(runner);
        }
    }

    /// Waits until it can remember.
    void awaitReady(long timeoutMs) {
        history.ifPresent(runner -> runner.awaitReady(timeoutMs));
    }

    /// Says whose numbers are remembered.
    ///
    /// @param troubles what does not work now
    void observe(FilterWatch watch, Supplier<List<String>> troubles) {
        history.ifPresent(runner -> runner.observe(() -> totals(watch.latest().now()), troubles));
    }

    /// Remembers a lockdown, from any thread. That it opens by itself was known when it began.
    void lockdown(LockdownListener.Change change, LockdownState state, String by, long nowNs) {
        if (change != LockdownListener.Change.END) {
            boolean shut = change == LockdownListener.Change.BEGIN;
            LockdownNotice notice = new LockdownNotice(
                    TimeUnit.NANOSECONDS.toMillis(nowNs),
                    shut ? state.ports().stream().map(PortRange::toString).toList() : List.of(),
                    state.kept(),
                    TimeUnit.NANOSECONDS.toMillis(state.endNs()),
                    by);
            history.ifPresent(runner -> runner.lockdown(notice));
        }
    }

    private static Map<String, Long> totals(FilterStatus status) {
        CounterSnapshot counters = status.counters();
        Map<String, Long> totals = new TreeMap<>();
        totals.put(CountNames.RECEIVED, counters.get(LaneCounter.RECEIVED));
        totals.put(CountNames.ACCEPTED, counters.get(LaneCounter.ACCEPTED));
        totals.put(CountNames.ALERTS, counters.get(LaneCounter.ALERTS));
        totals.put(CountNames.MALFORMED, counters.malformed());
        totals.put(CountNames.REJECTS, counters.get(LaneCounter.REJECTS_SENT));
        totals.put(CountNames.EVENTS_LOST, counters.get(LaneCounter.EVENTS_LOST));
        totals.put(CountNames.ERRORS, counters.get(LaneCounter.ERRORS));
        totals.put(CountNames.SUSPICIONS_LOST, counters.get(LaneCounter.SUSPICIONS_LOST));
        totals.put(CountNames.KERNEL_DROPPED, status.kernelDropped());
        for (Reason reason : Reason.values()) {
            totals.put(CountNames.DROPPED + reason.label(), counters.dropped(reason));
        }
        return totals;
    }

    /// The commands that a control socket is to know.
    List<ControlCommand> commands() {
        return List.of(ControlCommand.asks(
                        FLUSH, _ -> JsonNodeFactory.instance.objectNode().put("written", flush()))
                .slow());
    }

    private boolean flush() throws ControlException {
        try {
            return history.isPresent() && history.get().flush();
        } catch (TimeoutException e) {
            throw new ControlException(ControlException.BUSY, "the history is not written in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException(ControlException.FAILED, "winnow is stopping");
        }
    }

    @Override
    public void close() {
        history.ifPresent(HistoryRunner::close);
    }
}
