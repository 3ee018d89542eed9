package dev.winnow.cli;

import dev.winnow.control.ControlCommand;
import dev.winnow.lane.Engine;
import dev.winnow.lane.QueueFilter;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// What goes with a running filter: its bans, its lockdown, what is remembered of it, and who looks at it all.
///
/// Threading: one thread makes, waits and ticks; who asks by a control socket does so on the threads of each point.
/// Ownership: borrows the filter and the points that are closed.
final class FilterPoints {
    /// What is slower than this may be so while packets are judged.
    private static final long READY_WAIT_MS = 2_000;

    private final QueueFilter filter;
    private final BanPoint bans;
    private final HistoryPoint history;
    private final FilterWatch watch;
    private final LockdownPoint lockdown;

    /// Looks at the filter for the first time, and takes up the lockdown that an earlier run has left.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    FilterPoints(Engine engine, boolean dryRun, QueueFilter filter, BanPoint bans, HistoryPoint history)
            throws IOException {
        this.filter = filter;
        this.bans = bans;
        this.history = history;
        watch = new FilterWatch(filter::status);
        lockdown = new LockdownPoint(engine, dryRun, filter.eventLines(), history::lockdown, RunCommand::say);
    }

    /// What the filter does for those who speak to it. From now on its numbers are remembered.
    RunControl control(RuleReload reload, StopSignal stop, StatusReport.Facts facts) {
        StatusReport report =
                new StatusReport(watch, reload::inForce, bans::status, bans::allowed, lockdown::state, facts);
        history.observe(watch, () -> report.lastingTroubles(filter.evidenceTrouble()));
        List<ControlCommand> more = Stream.of(bans.commands(), lockdown.commands(), history.commands())
                .flatMap(List::stream)
                .toList();
        return new RunControl(report, reload, stop, more);
    }

    /// Waits until what an earlier run has left is in force again and what comes can be remembered. Call before the
    /// queues are bound.
    void awaitReady() {
        bans.awaitReady(READY_WAIT_MS);
        history.awaitReady(READY_WAIT_MS);
    }

    /// Looks at the filter and notes what the kernel has opened; to be called every second.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    void tick() throws IOException {
        watch.look();
        lockdown.tick();
    }

    /// Looks at the filter for the last time.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    void lookAgain() throws IOException {
        watch.look();
    }

    /// What was seen last.
    FilterWatch.Sight latest() {
        return watch.latest();
    }
}
