package dev.winnow.control;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Runs commands that take long, one at a time, on a thread made for each.
///
/// Threading: the control thread, but for the command itself.
final class SlowCommands implements AutoCloseable {
    private static final long END_TIMEOUT_MS = 2_000;

    private final Runnable onDone;
    private final AtomicReference<byte[]> answer = new AtomicReference<>();
    private Thread thread;
    private ControlConnection client;
    private String name;

    /// @param onDone told on the command's thread that its answer is there
    SlowCommands(Runnable onDone) {
        this.onDone = onDone;
    }

    /// Starts a command for a client.
    ///
    /// @throws ControlException if another one runs
    void start(String newName, ControlConnection newClient, Supplier<byte[]> command) throws ControlException {
        if (client != null) {
            throw new ControlException(
                    ControlException.BUSY, "a '" + name + "' is under way: try again when it is done");
        }
        name = newName;
        client = newClient;
        thread = Thread.ofPlatform().name("control-" + newName).daemon().start(() -> {
            answer.set(command.get());
            onDone.run();
        });
    }

    /// Hands over the answer of the command that has ended, if one has.
    ///
    /// @return how many there were
    int takeAnswer(BiConsumer<ControlConnection, byte[]> taker) {
        byte[] line = answer.getAndSet(null);
        if (line == null) {
            return 0;
        }
        ControlConnection waiting = client;
        client = null;
        taker.accept(waiting, line);
        return 1;
    }

    /// Waits for what runs, within a bound.
    @Override
    public void close() {
        if (client != null) {
            try {
                thread.join(END_TIMEOUT_MS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
