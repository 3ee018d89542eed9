package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;

/// The first bytes of a message's body, out of their framing and their compression.
///
/// Pooled with its message. Threading: its flow's.
public final class MessageBody {
    private final GrowingBytes bytes;
    private final int stepBytes;
    private final Decompressors decompressors;
    private final int maxBytes;
    private Decompression decompression;
    private int shownLength;

    /// @param maxBytes that are kept; 0 for none
    /// @param stepBytes by which it must have grown to be looked into again
    public MessageBody(BlockPool blocks, Decompressors decompressors, int maxBytes, int stepBytes) {
        bytes = new GrowingBytes(blocks, maxBytes);
        this.decompressors = decompressors;
        this.maxBytes = maxBytes;
        this.stepBytes = stepBytes;
    }

    public void clear() {
        stopDecompressing();
        bytes.clear();
        shownLength = 0;
    }

    /// Says that what follows is compressed, `layers` times over.
    public void decompress(int layers) {
        if (maxBytes > 0 && layers > 0) {
            decompression = decompressors.take(layers, bytes);
        }
    }

    /// Takes a piece; true if the body has grown enough to be looked into again.
    public boolean append(MemorySegment memory, long offset, int length) {
        if (decompression == null) {
            bytes.append(memory, offset, length);
        } else {
            decompression.append(memory, offset, length);
        }
        return grown() >= stepBytes && show();
    }

    private int grown() {
        return bytes.length() - shownLength;
    }

    private boolean show() {
        shownLength = bytes.length();
        return true;
    }

    /// Nothing more comes; true if the body has grown since it was last looked into.
    public boolean end() {
        stopDecompressing();
        return grown() > 0 && show();
    }

    private void stopDecompressing() {
        if (decompression != null) {
            decompression.end();
            decompressors.give(decompression);
            decompression = null;
        }
    }

    /// Whether no byte has come, or none was to be kept.
    boolean isEmpty() {
        return bytes.length() == 0;
    }

    /// Points `range` at what is kept, until more comes; false if that is nothing.
    public boolean into(ByteRange range) {
        bytes.into(range);
        return !isEmpty();
    }
}
