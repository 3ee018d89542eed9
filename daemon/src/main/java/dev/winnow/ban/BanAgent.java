package dev.winnow.ban;

import dev.winnow.agent.Agent;
import dev.winnow.agent.Doorbell;
import dev.winnow.agent.IdleStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The thread that bans: takes what the judging threads ask for and what operators ask, and ends what has run out.
///
/// Threading: an agent; [#ask] and [#status] by any thread. Ownership: owns the keeper, which is made on its thread.
public final class BanAgent implements Agent, IdleStrategy {
    private static final int REQUESTS_AT_ONCE = 256;
    private static final int QUESTIONS = 64;
    private static final long PATIENCE_MS = 8_000;

    /// What an operator asks.
    @FunctionalInterface
    public interface Question<T> {
        /// @param nowNs nanoseconds since 1970
        T ask(BanKeeper keeper, long nowNs);
    }

    /// A question on its way, answered when what it has changed is written down.
    private record Pending<T>(Question<T> question, CompletableFuture<T> answer) {
        Runnable ask(BanKeeper keeper, long nowNs) {
            try {
                T result = question.ask(keeper, nowNs);
                return () -> answer.complete(result);
            } catch (RuntimeException e) {
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    private final Supplier<BanKeeper> maker;
    private final BanDoor door;
    private final OffenceHandler offences;
    private final LongSupplier clock;
    private final ArrayBlockingQueue<Pending<?>> questions = new ArrayBlockingQueue<>(QUESTIONS);
    private final List<Runnable> answers = new ArrayList<>();
    private final Doorbell bell = new Doorbell();
    private volatile BanStatus status = BanStatus.UNKNOWN;
    private BanKeeper keeper;
    private long nowNs;

    /// @param maker makes the keeper, on the agent's thread
    /// @param door  what the judging threads ask and tell
    /// @param offences decides what is done about requests
    /// @param clock nanoseconds since 1970
    public BanAgent(Supplier<BanKeeper> maker, BanDoor door, OffenceHandler offences, LongSupplier clock) {
        this.maker = maker;
        this.door = door;
        this.offences = offences;
        this.clock = clock;
    }

    @Override
    public String roleName() {
        return "bans";
    }

    @Override
    public void onStart() {
        keeper = maker.get();
        keeper.restore(clock.getAsLong());
        status = keeper.status();
    }

    @Override
    public int doWork() {
        nowNs = clock.getAsLong();
        int workCount = door.visits().drain(this::onVisit, REQUESTS_AT_ONCE);
        workCount += door.requests().drain(this::onRequest, REQUESTS_AT_ONCE);
        for (Pending<?> next = questions.poll(); next != null; next = questions.poll()) {
            answers.add(next.ask(keeper, nowNs));
            workCount++;
        }
        workCount += keeper.tick(nowNs);
        keeper.flush(nowNs);
        offences.flush(nowNs);
        status = keeper.status();
        answers.forEach(Runnable::run);
        answers.clear();
        return workCount;
    }

    private void onRequest(
            int version, long high, long low, int prefixLength, int reasonCode, int sid, long timestampNs) {
        offences.onOffence(keeper, BanRequests.prefix(version, high, low, prefixLength), reasonCode, sid, nowNs);
    }

    private void onVisit(
            int version, long high, long low, int prefixLength, int reasonCode, int sid, long timestampNs) {
        keeper.visited(BanRequests.prefix(version, high, low, prefixLength).address(), nowNs);
    }

    /// Operators are heard at once, requests within a tenth of a second.
    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            bell.await(() -> !questions.isEmpty());
        }
    }

    /// Asks the keeper, and waits until what that changed is written down and enforced.
    ///
    /// @throws TimeoutException where there is no answer within some seconds
    public <T> T ask(Question<T> question) throws TimeoutException, InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!questions.offer(new Pending<>(question, answer))) {
            throw new TimeoutException("too many questions wait");
        }
        bell.ring();
        try {
            return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new TimeoutException("their thread is busy, and may yet do what was asked");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// How the bans stood after the last cycle.
    public BanStatus status() {
        return status;
    }

    @Override
    public void onClose() {
        doWork();
        keeper.close();
    }
}
