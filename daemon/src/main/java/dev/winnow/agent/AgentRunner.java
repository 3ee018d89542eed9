package dev.winnow.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs one agent on one platform thread until closed. Started once, never reused.
///
/// An exception costs its cycle, not the thread, so that the packets behind it still get a verdict. An [Error]
/// ends the thread: the error handler is told, and it is for the owner to stop the process, which opens the queue.
public final class AgentRunner implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 5_000;

    private final Agent agent;
    private final IdleStrategy idle;
    private final Runnable pin;
    private final Consumer<Throwable> onError;
    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean running = true;

    /// @param pin     run first on the new thread: pins it to its processors, or does nothing
    /// @param onError told of every exception, on the agent's thread; must not throw
    public AgentRunner(Agent agent, IdleStrategy idle, Runnable pin, Consumer<Throwable> onError) {
        this.agent = agent;
        this.idle = idle;
        this.pin = pin;
        this.onError = onError;
        this.thread = Thread.ofPlatform().name(agent.roleName()).unstarted(this::run);
    }

    /// Starts the thread and returns this runner.
    public AgentRunner start() {
        thread.start();
        return this;
    }

    /// The thread that runs the agent, for those who measure it.
    public Thread thread() {
        return thread;
    }

    /// Waits until the agent has done what it does once, at its start, or has failed to.
    ///
    /// @return whether it has within the time
    public boolean awaitReady(long timeoutMs) {
        try {
            return ready.await(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            pin.run();
            try {
                agent.onStart();
            } finally {
                ready.countDown();
            }
            while (running) {
                idle.idle(cycle());
            }
            agent.onClose();
        } catch (Throwable t) {
            onError.accept(t);
        }
    }

    private int cycle() {
        try {
            return agent.doWork();
        } catch (RuntimeException e) {
            onError.accept(e);
            return 0;
        }
    }

    /// Stops after the current cycle and waits for it.
    ///
    /// @throws IllegalStateException if the agent does not return from its cycle within 5 s
    @Override
    public void close() {
        running = false;
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(agent.roleName() + " did not stop within " + STOP_TIMEOUT_MS + " ms");
        }
    }
}
