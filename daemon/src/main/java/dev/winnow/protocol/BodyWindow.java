package dev.winnow.protocol;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;

/// A body that comes in pieces, of which so much is kept as rules still have to look into, and as much before it that
/// patterns across the border are found. To look into a body of N bytes thus costs O(N), however it comes.
///
/// ```
///        position        seen          shown      end
///   -----|---------------|-------------|----------|
///        |     tail      |   what rules look into next
/// ```
///
/// The tail is a quarter of a window, or more where little is new; and nothing is let go before the
/// minimum has been looked into in one piece. Pooled with its owner. Threading: its flow's.
public final class BodyWindow {
    private static final int TAIL_SHIFT = 2;

    private final GrowingBytes bytes;
    private final BodyLimits limits;
    private final boolean atOnce;
    private final FileSums sums;
    private long position;
    private long shown;
    private long seen;
    private long lost;

    /// @param atOnce each piece is looked into as it comes, rather than the minimum at first
    /// @param sums borrowed; gets every byte that comes
    public BodyWindow(BlockPool blocks, BodyLimits limits, boolean atOnce, FileSums sums) {
        bytes = new GrowingBytes(blocks, BlockPool.MAX_BLOCK_BYTES);
        this.limits = limits;
        this.atOnce = atOnce;
        this.sums = sums;
    }

    /// Forgets everything and gives the memory back.
    public void clear() {
        bytes.clear();
        position = 0;
        shown = 0;
        seen = 0;
        lost = 0;
    }

    /// Takes a piece. What there is no room for until rules have looked is lost; no pattern crosses it.
    public void append(MemorySegment memory, long offset, int length) {
        sums.append(memory, offset, length);
        int wanted = (int) Math.min(length, limits.maxBytes() - end());
        if (wanted > 0) {
            letGo();
            lost += wanted - (lost > 0 ? 0 : bytes.append(memory, offset, wanted));
        }
    }

    /// Takes one byte.
    public void append(byte value) {
        sums.append(value);
        if (end() < limits.maxBytes()) {
            letGo();
            lost += lost == 0 && bytes.append(value) ? 0 : 1;
        }
    }

    /// Now and then, so that each byte is moved but a few times.
    private void letGo() {
        long kept = position + bytes.length();
        if (lost > 0 && seen == kept) {
            bytes.truncate(0);
            position = kept + lost;
            seen = position;
            shown = position;
            lost = 0;
        } else if (seen > limits.minimalInspectBytes()) {
            int unwanted = (int) (seen - limits.inspectWindowBytes() - position);
            if (unwanted > bytes.length() / 2) {
                bytes.dropFirst(unwanted);
                position += unwanted;
            }
        }
    }

    private long end() {
        return position + bytes.length() + lost;
    }

    /// Whether so much has come that rules are to look into it; once only for the same bytes.
    public boolean show() {
        boolean isDue = atOnce || isFull() || end() >= limits.minimalInspectBytes();
        return isDue && showAll();
    }

    /// The same where nothing more comes, and so all is due.
    public boolean showAll() {
        long kept = position + bytes.length();
        boolean hasGrown = kept > shown;
        shown = kept;
        return hasGrown;
    }

    /// Rules have looked into what was shown.
    public void inspected() {
        seen = shown;
    }

    /// Whether nothing more is taken.
    public boolean isFull() {
        return end() >= limits.maxBytes();
    }

    /// Points `range` at what rules are to look into, until more comes; false if nothing was shown yet.
    public boolean into(ByteRange range) {
        long start = windowStart();
        int skipped = (int) (start - position);
        range.set(bytes.memory(), bytes.address() + skipped, (int) (shown - start));
        range.placeWindow(start, (int) Math.max(0, seen - start));
        return shown > 0;
    }

    private long windowStart() {
        if (seen <= limits.minimalInspectBytes()) {
            return position;
        }
        int window = limits.inspectWindowBytes();
        long tail = Math.max(window - (shown - seen), window >> TAIL_SHIFT);
        return Math.max(position, seen - tail);
    }
}
