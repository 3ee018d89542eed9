package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.BodyWindow;
import dev.winnow.protocol.FileSums;
import java.lang.foreign.MemorySegment;

/// A message's body, out of its framing and its compression, as rules look into it.
///
/// Pooled with its message. Threading: its flow's.
public final class MessageBody {
    private final FileSums sums;
    private final BodyWindow window;
    private final Decompressors decompressors;
    private final boolean isWanted;
    private Decompression decompression;
    private boolean isFile;
    private boolean isDamaged;

    /// @param atOnce each piece is looked into as it comes
    /// @param sums of the body where it is a file; the body owns it
    public MessageBody(
            BlockPool blocks, Decompressors decompressors, BodyLimits limits, boolean atOnce, FileSums sums) {
        this.sums = sums;
        window = new BodyWindow(blocks, limits, atOnce, sums);
        this.decompressors = decompressors;
        isWanted = limits.maxBytes() > 0;
    }

    public void clear() {
        stopDecompressing();
        window.clear();
        sums.clear();
        isFile = false;
        isDamaged = false;
    }

    /// Says that what follows, if anything does, is one file.
    public void announceFile() {
        isFile = true;
    }

    /// Bytes of the body will never come.
    void lose(long count) {
        sums.lose(count);
    }

    /// The file that the body is, if it is one.
    public FileSums sums() {
        return sums;
    }

    /// Says that what follows is compressed, `layers` times over.
    public void decompress(int layers) {
        if (isWanted && layers > 0) {
            decompression = decompressors.take(layers, window);
        }
    }

    /// Takes a piece; true if there is something new to look into.
    public boolean append(MemorySegment memory, long offset, int length) {
        if (isFile && length > 0) {
            sums.begin();
            isFile = false;
        }
        if (decompression == null) {
            window.append(memory, offset, length);
        } else {
            decompression.append(memory, offset, length);
            isDamaged = decompression.isDamaged();
        }
        return window.show();
    }

    /// Nothing more comes; true if there is something new to look into.
    public boolean end() {
        stopDecompressing();
        sums.end();
        return window.showAll();
    }

    private void stopDecompressing() {
        if (decompression != null) {
            decompression.end();
            isDamaged = decompression.isDamaged();
            decompressors.give(decompression);
            decompression = null;
        }
    }

    /// Whether it could not be decompressed as its headers say, or not to its end.
    boolean isDamaged() {
        return isDamaged;
    }

    /// Rules have looked into what there was.
    public void inspected() {
        window.inspected();
    }

    /// Whether any of it is looked into.
    boolean isWanted() {
        return isWanted;
    }

    /// Points `range` at what is to be looked into, until more comes; false if that is nothing.
    public boolean into(ByteRange range) {
        return window.into(range);
    }
}
