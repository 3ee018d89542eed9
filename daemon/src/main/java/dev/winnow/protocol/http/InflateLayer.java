package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One content coding, undone: gzip (RFC 1952), zlib (RFC 1950) or bare deflate (RFC 1951), whichever the
/// bytes are, whatever the header said. Bytes that are none of these pass as they are. Only the first gzip
/// member is read.
///
/// Ownership: the inflater lives as long as the process. Pooled with its [Decompression]. Threading: its flow's.
final class InflateLayer {
    /// Gets what a layer gives; false if it wants no more.
    @FunctionalInterface
    interface Sink {
        boolean put(MemorySegment memory, long offset, int length);
    }

    private enum State {
        HEADER,
        TRIAL,
        DEFLATED,
        PLAIN,
        DONE
    }

    private static final int MAX_PENDING_BYTES = 1 << 15;
    /// How much of what has no header must be free of damage to be taken for bare deflate. Decided once over these
    /// bytes together, because what comes out before a damage depends on how they arrive.
    private static final int TRIAL_BYTES = 64;

    private final Inflater inflater = new Inflater(true);
    private final InflateBuffers buffers;
    private final Sink sink;
    /// All input so far, until there is output: it may turn out not to be compressed.
    private final GrowingBytes pending;
    private State state = State.DONE;
    private boolean hasOutput;
    private boolean isDamaged;

    InflateLayer(BlockPool blocks, InflateBuffers buffers, Sink sink) {
        pending = new GrowingBytes(blocks, MAX_PENDING_BYTES);
        this.buffers = buffers;
        this.sink = sink;
    }

    void start() {
        inflater.reset();
        pending.clear();
        state = State.HEADER;
        hasOutput = false;
        isDamaged = false;
    }

    /// Whether what came was damaged, or not compressed.
    boolean isDamaged() {
        return isDamaged;
    }

    /// Takes a piece of the input; false if no more is wanted.
    boolean append(MemorySegment memory, long offset, int length) {
        switch (state) {
            case HEADER -> readHeader(memory, offset, length);
            case TRIAL -> awaitTrial(memory, offset, length);
            case DEFLATED -> {
                if (!hasOutput) {
                    pending.append(memory, offset, length);
                }
                inflate(memory, offset, length);
            }
            case PLAIN -> put(memory, offset, length);
            case DONE -> {}
        }
        return state != State.DONE;
    }

    private void readHeader(MemorySegment memory, long offset, int length) {
        int taken = pending.append(memory, offset, length);
        int header = CodingHeader.length(pending);
        if (header == 0) {
            state = State.TRIAL;
            awaitTrial(memory, offset + taken, length - taken);
        } else if (header != CodingHeader.INCOMPLETE) {
            inflatePending(header);
            if (taken < length) {
                append(memory, offset + taken, length - taken);
            }
        } else if (taken < length) {
            passPending();
            append(memory, offset + taken, length - taken);
        }
    }

    private void awaitTrial(MemorySegment memory, long offset, int length) {
        int taken = pending.append(memory, offset, length);
        if (pending.length() >= TRIAL_BYTES) {
            tryPending();
            if (taken < length) {
                append(memory, offset + taken, length - taken);
            }
        }
    }

    private void tryPending() {
        if (isDeflated(Math.min(pending.length(), TRIAL_BYTES))) {
            inflatePending(0);
        } else {
            isDamaged |= pending.length() > 0;
            passPending();
        }
    }

    private boolean isDeflated(int length) {
        inflater.setInput(buffers.fill(pending.memory(), pending.address(), length));
        try {
            while (inflater.inflate(buffers.output()) > 0) {
                // only whether it can be done
            }
            return true;
        } catch (DataFormatException _) {
            return false;
        } finally {
            inflater.reset();
        }
    }

    private void inflatePending(int headerLength) {
        state = State.DEFLATED;
        inflate(pending.memory(), pending.address() + headerLength, pending.length() - headerLength);
    }

    private void inflate(MemorySegment memory, long offset, int length) {
        long at = offset;
        long end = offset + length;
        while (at < end && state == State.DEFLATED) {
            int count = (int) Math.min(end - at, InflateBuffers.BYTES);
            inflater.setInput(buffers.fill(memory, at, count));
            at += count;
            drain();
        }
        if (hasOutput) {
            pending.clear();
        }
    }

    private void drain() {
        int produced;
        do {
            produced = inflateOnce();
            if (produced > 0) {
                hasOutput = true;
                put(buffers.outputSegment(), 0, produced);
            }
            if (inflater.finished() || inflater.needsDictionary()) {
                state = State.DONE;
            }
        } while (produced > 0 && state == State.DEFLATED);
    }

    private int inflateOnce() {
        ByteBuffer output = buffers.output();
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(output);
        } catch (DataFormatException _) {
            return broken((int) (inflater.getBytesWritten() - before));
        }
    }

    /// What came out before the damage still counts. But where nothing ever did, the bytes were not compressed.
    private int broken(int produced) {
        isDamaged = true;
        if (hasOutput || produced > 0) {
            put(buffers.outputSegment(), 0, produced);
            state = State.DONE;
        } else {
            passPending();
        }
        return 0;
    }

    private void passPending() {
        state = State.PLAIN;
        put(pending.memory(), pending.address(), pending.length());
        pending.clear();
    }

    private void put(MemorySegment memory, long offset, int length) {
        if (length > 0 && !sink.put(memory, offset, length)) {
            state = State.DONE;
        }
    }

    /// Nothing more comes.
    void end() {
        if (state == State.HEADER) {
            passPending();
        } else if (state == State.TRIAL) {
            tryPending();
        }
        pending.clear();
        state = State.DONE;
    }
}
