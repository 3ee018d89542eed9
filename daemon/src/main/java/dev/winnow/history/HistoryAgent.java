package dev.winnow.history;

import dev.winnow.agent.Agent;
import dev.winnow.event.AttackNotice;
import dev.winnow.event.Offence;
import dev.winnow.event.OffenceListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Writes down every ten seconds what has come together. What cannot be written is said once; counts are written when
/// they can be again.
///
/// Threading: an agent; told and asked by any thread. Ownership: owns the history.
final class HistoryAgent implements Agent, OffenceListener {
    private static final long WRITE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long FORGET_INTERVAL_NS = TimeUnit.HOURS.toNanos(1);
    private static final long PATIENCE_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long CLOCK_STEP_MS = 5_000;
    private static final int MOST_LOCKDOWNS = 64;

    private final Path file;
    private final Duration keep;
    private final boolean dryRun;
    private final Clocks clocks;
    private final Consumer<String> messages;
    private final OffenceTable offences = new OffenceTable();
    private final AttackTable attacks = new AttackTable();
    private final Queue<LockdownNotice> lockdowns = new ArrayBlockingQueue<>(MOST_LOCKDOWNS);
    private final AtomicReference<CompletableFuture<Boolean>> flushAsked = new AtomicReference<>();
    private volatile Observed observed = new Observed() {};
    private final Map<String, Long> written = new HashMap<>();
    private History history;
    private long run;
    private long writtenNs;
    private long forgottenNs;
    private long clockOffsetMs;
    private String failure = "";

    /// The time of day, in milliseconds since 1970, and a time that only goes on, in nanoseconds.
    record Clocks(LongSupplier dayMs, LongSupplier steadyNs) {}

    /// @param messages told what does not work, on the agent's thread
    HistoryAgent(Path file, Duration keep, boolean dryRun, Clocks clocks, Consumer<String> messages) {
        this.file = file;
        this.keep = keep;
        this.dryRun = dryRun;
        this.clocks = clocks;
        this.messages = messages;
    }

    /// Says whose numbers are written down from now on.
    void observe(Observed newObserved) {
        observed = newObserved;
    }

    @Override
    public String roleName() {
        return "history";
    }

    @Override
    public void offence(Offence offence) {
        offences.add(offence);
    }

    @Override
    public void attack(AttackNotice notice) {
        attacks.put(notice);
    }

    /// Takes note of a lockdown. Of very many that cannot be written, the last are lost.
    void lockdown(LockdownNotice notice) {
        lockdowns.offer(notice);
    }

    @Override
    public void onStart() {
        clockOffsetMs = clockOffset();
        write(false);
    }

    @Override
    public int doWork() {
        CompletableFuture<Boolean> asked = flushAsked.getAndSet(null);
        if (asked == null && clocks.steadyNs().getAsLong() - writtenNs < WRITE_INTERVAL_NS) {
            return 0;
        }
        boolean done = write(false);
        if (asked != null) {
            asked.complete(done);
        }
        return 1;
    }

    /// Has everything so far written down, and waits for it.
    ///
    /// @return whether it is
    /// @throws TimeoutException where there is no answer within some seconds
    boolean flush() throws TimeoutException, InterruptedException {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> earlier = flushAsked.compareAndExchange(null, mine);
        try {
            return (earlier == null ? mine : earlier).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private long clockOffset() {
        return clocks.dayMs().getAsLong() - clocks.steadyNs().getAsLong() / NS_PER_MS;
    }

    private boolean write(boolean last) {
        writtenNs = clocks.steadyNs().getAsLong();
        long nowMs = clocks.dayMs().getAsLong();
        try {
            open(nowMs);
            Map<String, Long> totals = observed.totals();
            history.count(nowMs, sinceWritten(totals));
            for (AttackNotice notice : attacks.take()) {
                history.put(AttackRow.of(notice, run));
            }
            history.add(nowMs, offences.take());
            List<LockdownNotice> shutOrOpened = List.copyOf(lockdowns);
            for (LockdownNotice notice : shutOrOpened) {
                history.put(notice);
            }
            for (String text : observed.troubles()) {
                history.trouble(run, text, nowMs);
            }
            tellClockStep(nowMs);
            history.touch(run, nowMs, last);
            forget(nowMs);
            history.commit();
            written.putAll(totals);
            shutOrOpened.forEach(lockdowns::remove);
            failure = "";
            return true;
        } catch (HistoryException e) {
            fail(e);
            return false;
        }
    }

    private void open(long nowMs) throws HistoryException {
        if (history == null) {
            history = History.open(file, messages);
            run = history.begin(nowMs, dryRun);
            history.commit();
            forgottenNs = writtenNs - FORGET_INTERVAL_NS;
        }
    }

    private Map<String, Long> sinceWritten(Map<String, Long> totals) {
        Map<String, Long> more = new HashMap<>();
        totals.forEach((name, total) -> more.put(name, total - written.getOrDefault(name, 0L)));
        more.merge(CountNames.SUSPICIONS_LOST, attacks.takePassedOver(), Long::sum);
        more.values().removeIf(value -> value <= 0);
        return more;
    }

    private void tellClockStep(long nowMs) throws HistoryException {
        long offsetMs = clockOffset();
        long stepMs = offsetMs - clockOffsetMs;
        if (Math.abs(stepMs) >= CLOCK_STEP_MS) {
            clockOffsetMs = offsetMs;
            history.trouble(
                    run,
                    "the clock was set %s by %d s"
                            .formatted(
                                    stepMs > 0 ? "forward" : "back", TimeUnit.MILLISECONDS.toSeconds(Math.abs(stepMs))),
                    nowMs);
        }
    }

    private void forget(long nowMs) throws HistoryException {
        if (writtenNs - forgottenNs >= FORGET_INTERVAL_NS) {
            forgottenNs = writtenNs;
            history.forget(nowMs - keep.toMillis());
        }
    }

    private void fail(HistoryException e) {
        if (!e.getMessage().equals(failure)) {
            failure = e.getMessage();
            messages.accept(failure + ": reports will not know of this time");
        }
        if (history != null) {
            history.rollBack(e);
        }
    }

    @Override
    public void onClose() {
        write(true);
        if (history != null) {
            try {
                history.close();
            } catch (HistoryException e) {
                fail(e);
            }
        }
    }

    /// What is looked at when it is time to write.
    interface Observed {
        /// Counts since the start, by [CountNames].
        default Map<String, Long> totals() {
            return Map.of();
        }

        /// What does not work now, in words for a person that do not change while it is the same.
        default List<String> troubles() {
            return List.of();
        }
    }
}
