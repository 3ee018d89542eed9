package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Where bytes wait on their way into and out of an inflater, which takes no addresses. Threading: one thread.
final class InflateBuffers {
    static final int BYTES = 1 << 14;

    private final ByteBuffer input = ByteBuffer.allocateDirect(BYTES);
    private final MemorySegment inputSegment = MemorySegment.ofBuffer(input);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BYTES);
    private final MemorySegment outputSegment = MemorySegment.ofBuffer(output);

    /// A buffer that holds a copy of `length` bytes, at most [#BYTES].
    ByteBuffer fill(MemorySegment memory, long offset, int length) {
        MemorySegment.copy(memory, offset, inputSegment, 0, length);
        return input.clear().limit(length);
    }

    /// An empty buffer for what comes out.
    ByteBuffer output() {
        return output.clear();
    }

    /// The memory behind [#output].
    MemorySegment outputSegment() {
        return outputSegment;
    }
}
