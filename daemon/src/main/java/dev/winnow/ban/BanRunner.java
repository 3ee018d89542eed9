package dev.winnow.ban;

import dev.winnow.agent.AgentRunner;
import dev.winnow.ban.BanAgent.Question;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.kernel.KernelChoice;
import dev.winnow.ban.kernel.KernelSets;
import dev.winnow.ban.kernel.NoSets;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.config.BanConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The bans of a running filter, on a thread of their own. Whatever of them does not work, the filter filters all the
/// same.
///
/// Threading: started and closed by one thread, asked by any. Ownership: owns thread, ledger and sets.
public final class BanRunner implements AutoCloseable {
    private final BanAgent agent;
    private final AgentRunner runner;

    /// What a run knows and the configuration does not.
    ///
    /// @param door     how the judging threads take part
    /// @param dryRun   whether everything is done but the deed; nothing is written down then either
    /// @param offences decides what is done about what the judging threads tell
    /// @param allowed  who comes first; the thread's from its start on
    public record Circumstances(BanDoor door, boolean dryRun, OffenceHandler offences, AllowList allowed) {}

    private BanRunner(
            BanConfig config, Circumstances circumstances, BanListener listener, Consumer<Throwable> onError) {
        agent = new BanAgent(
                () -> keeper(config, circumstances, listener),
                circumstances.door(),
                circumstances.offences(),
                BanRunner::nanosSince1970);
        runner = new AgentRunner(agent, agent, () -> {}, onError).start();
    }

    /// Starts the thread.
    ///
    /// @param onError told of every exception of the thread, on it
    public static BanRunner start(
            BanConfig config, Circumstances circumstances, BanListener listener, Consumer<Throwable> onError) {
        return new BanRunner(config, circumstances, listener, onError);
    }

    /// Waits until the bans that an earlier run has left are in force again.
    ///
    /// @return whether they are within the time
    public boolean awaitReady(long timeoutMs) {
        return runner.awaitReady(timeoutMs);
    }

    /// The bans' clock.
    public static long nanosSince1970() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /// The configuration in the keeper's words.
    public static BanSettings settings(BanConfig config, boolean dryRun) {
        Escalation escalation = new Escalation(
                config.times().stream().map(Duration::toNanos).toList(),
                config.forget().toNanos());
        return new BanSettings(escalation, config.maxEntries(), config.history().toNanos(), dryRun);
    }

    private BanKeeper keeper(BanConfig config, Circumstances circumstances, BanListener listener) {
        KernelSets sets = circumstances.dryRun()
                ? new NoSets("nothing, this is a trial (--dry-run)")
                : KernelChoice.of(config, listener::trouble);
        return new BanKeeper(
                settings(config, circumstances.dryRun()),
                ledger(config, circumstances, listener),
                sets,
                circumstances.allowed(),
                circumstances.door().sources(),
                listener);
    }

    private static Ledger ledger(BanConfig config, Circumstances circumstances, BanListener listener) {
        try {
            return circumstances.dryRun() ? Ledger.inMemory() : Ledger.open(config.ledger(), listener::trouble);
        } catch (LedgerException e) {
            listener.trouble(e.getMessage() + ": bans are forgotten when winnow stops");
        }
        try {
            return Ledger.inMemory();
        } catch (LedgerException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How the bans stand.
    public BanStatus status() {
        return agent.status();
    }

    /// Asks the keeper, see [BanAgent#ask].
    ///
    /// @throws TimeoutException where there is no answer within some seconds
    public <T> T ask(Question<T> question) throws TimeoutException, InterruptedException {
        return agent.ask(question);
    }

    /// Stops the thread. What the kernel keeps out stays out until its time is over.
    @Override
    public void close() {
        runner.close();
    }
}
