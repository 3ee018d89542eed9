package dev.winnow.event;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/// Events that are not about one packet, from threads that may make strings, on their way to the event writer.
///
/// Threading: [#offer] by any thread, [#drain] by the writer.
public final class EventLines {
    private static final int CAPACITY = 4_096;

    private final MpscVarHandleArrayQueue<byte[]> lines = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();

    /// Hands on an event; one that finds no room is counted as lost.
    ///
    /// @param json one object, without a newline
    public void offer(String json) {
        if (!lines.offer((json + '\n').getBytes(StandardCharsets.UTF_8))) {
            lost.incrementAndGet();
        }
    }

    /// How many found no room since the last call.
    long takeLost() {
        return lost.getAndSet(0);
    }

    /// Hands at most `limit` lines, each with its newline, to `writer`, oldest first.
    ///
    /// @return how many there were
    int drain(Consumer<byte[]> writer, int limit) {
        int count = 0;
        for (byte[] line = lines.poll(); line != null; line = count < limit ? lines.poll() : null) {
            writer.accept(line);
            count++;
        }
        return count;
    }
}
