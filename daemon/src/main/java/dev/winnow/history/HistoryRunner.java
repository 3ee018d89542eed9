package dev.winnow.history;

import dev.winnow.agent.AgentRunner;
import dev.winnow.agent.Backoff;
import dev.winnow.config.HistoryConfig;
import dev.winnow.event.OffenceListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The history of a running filter, on a thread of its own. Where it cannot be kept, the filter filters all the same.
///
/// Threading: started and closed by one thread, told and asked by any. Ownership: owns thread and file.
public final class HistoryRunner implements AutoCloseable {
    private final HistoryAgent agent;
    private final AgentRunner runner;

    private HistoryRunner(HistoryAgent agent, Consumer<Throwable> onError) {
        this.agent = agent;
        runner = new AgentRunner(agent, new Backoff(), () -> {}, onError).start();
    }

    /// Starts the thread.
    ///
    /// @param dryRun   whether the filter drops nothing
    /// @param messages told what does not work, on the thread
    /// @param onError  told of every exception of the thread, on it
    public static HistoryRunner start(
            HistoryConfig config, boolean dryRun, Consumer<String> messages, Consumer<Throwable> onError) {
        HistoryAgent.Clocks clocks = new HistoryAgent.Clocks(System::currentTimeMillis, System::nanoTime);
        return new HistoryRunner(new HistoryAgent(config.file(), config.keep(), dryRun, clocks, messages), onError);
    }

    /// Waits until the file is open.
    ///
    /// @return whether it is within the time
    public boolean awaitReady(long timeoutMs) {
        return runner.awaitReady(timeoutMs);
    }

    /// Who is told what events are about.
    public OffenceListener listener() {
        return agent;
    }

    /// Takes note of a lockdown.
    public void lockdown(LockdownNotice notice) {
        agent.lockdown(notice);
    }

    /// Says whose numbers are written down from now on. Both are asked on the history's thread.
    ///
    /// @param totals   counts since the start, by [CountNames]
    /// @param troubles what does not work now, in words for a person that do not change while it is the same
    public void observe(Supplier<Map<String, Long>> totals, Supplier<List<String>> troubles) {
        agent.observe(new HistoryAgent.Observed() {
            @Override
            public Map<String, Long> totals() {
                return totals.get();
            }

            @Override
            public List<String> troubles() {
                return troubles.get();
            }
        });
    }

    /// Has everything so far written down, and waits for it.
    ///
    /// @return whether it is
    /// @throws TimeoutException where there is no answer within some seconds
    public boolean flush() throws TimeoutException, InterruptedException {
        return agent.flush();
    }

    /// Writes down the rest, and that the filter has ended as it should.
    @Override
    public void close() {
        runner.close();
    }
}
