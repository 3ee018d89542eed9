package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.BodyWindow;
import java.lang.foreign.MemorySegment;

/// Undoes the compression of one body, layer by layer, until its output is full. Pooled; its flow's thread.
final class Decompression {
    private final InflateLayer[] layers = new InflateLayer[Decompressors.MAX_LAYERS];
    private int count;
    private BodyWindow out;

    Decompression(BlockPool blocks, InflateBuffers[] buffers) {
        for (int i = 0; i < layers.length; i++) {
            int next = i + 1;
            layers[i] =
                    new InflateLayer(blocks, buffers[i], (memory, offset, length) -> put(next, memory, offset, length));
        }
    }

    void start(int layerCount, BodyWindow newOut) {
        count = layerCount;
        out = newOut;
        for (int i = 0; i < count; i++) {
            layers[i].start();
        }
    }

    /// Takes a piece of the compressed body.
    void append(MemorySegment memory, long offset, int length) {
        put(0, memory, offset, length);
    }

    private boolean put(int layer, MemorySegment memory, long offset, int length) {
        if (layer == count) {
            out.append(memory, offset, length);
            return !out.isFull();
        }
        return layers[layer].append(memory, offset, length);
    }

    /// Whether what came was damaged, or not compressed.
    boolean isDamaged() {
        boolean isDamaged = false;
        for (int i = 0; i < count; i++) {
            isDamaged |= layers[i].isDamaged();
        }
        return isDamaged;
    }

    /// Nothing more comes.
    void end() {
        for (int i = 0; i < count; i++) {
            layers[i].end();
        }
    }
}
