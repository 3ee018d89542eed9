package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.BodyWindow;
import dev.winnow.protocol.ObjectPool;

/// Lends what inflates bodies, to so many messages at once; further ones stay compressed, which is counted.
///
/// Threading: one thread.
public final class Decompressors {
    /// Content codings on top of each other that are undone, as Suricata ships it.
    static final int MAX_LAYERS = 2;

    private static final int MAX_LENT = 1 << 12;

    private final ObjectPool<Decompression> pool;
    private long refusals;

    /// @param blocks outlives what is lent
    public Decompressors(BlockPool blocks) {
        InflateBuffers[] buffers = new InflateBuffers[MAX_LAYERS];
        for (int i = 0; i < MAX_LAYERS; i++) {
            buffers[i] = new InflateBuffers();
        }
        pool = new ObjectPool<>(MAX_LENT, () -> new Decompression(blocks, buffers));
    }

    /// @param layers 1 to [#MAX_LAYERS]
    /// @param out gets what comes out
    /// @return null if too many are lent
    Decompression take(int layers, BodyWindow out) {
        Decompression decompression = pool.take();
        if (decompression == null) {
            refusals++;
            return null;
        }
        decompression.start(layers, out);
        return decompression;
    }

    void give(Decompression decompression) {
        pool.give(decompression);
    }

    /// How many bodies stayed compressed.
    long refusals() {
        return refusals;
    }
}
