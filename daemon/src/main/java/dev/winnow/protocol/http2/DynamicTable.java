package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import java.util.Arrays;

/// The headers that one direction has sent and may refer to again (RFC 7541, section 2.3.2), youngest first.
///
/// The bytes of the live entries lie one after the other, behind those of entries that are gone but not yet cleared
/// away. Reused. Threading: its flow's.
final class DynamicTable {
    /// The largest table that is followed, in bytes as RFC 7541, section 4.1 counts them.
    static final int MAX_BYTES = 1 << 16;

    private static final int DEFAULT_BYTES = 4096;
    private static final int ENTRY_BYTES = 32;
    private static final int FIRST_CAPACITY = 1 << 5;

    private final GrowingBytes text;
    private int[] nameLengths = new int[FIRST_CAPACITY];
    private int[] valueLengths = new int[FIRST_CAPACITY];
    private int[] starts = new int[FIRST_CAPACITY];
    private int oldest;
    private int count;
    private int usedBytes;
    private int maxBytes = DEFAULT_BYTES;

    DynamicTable(BlockPool blocks) {
        text = new GrowingBytes(blocks, 2 * MAX_BYTES);
    }

    void clear() {
        text.clear();
        oldest = 0;
        count = 0;
        usedBytes = 0;
        maxBytes = DEFAULT_BYTES;
    }

    /// Makes the table smaller or larger, up to [#MAX_BYTES].
    void resize(long bytes) {
        maxBytes = (int) Math.min(bytes, MAX_BYTES);
        evict(0);
    }

    private void evict(int neededBytes) {
        while (count > 0 && usedBytes + neededBytes > maxBytes) {
            usedBytes -= ENTRY_BYTES + nameLengths[oldest] + valueLengths[oldest];
            oldest = (oldest + 1) & (starts.length - 1);
            count--;
        }
    }

    /// Adds a header whose name and value are in `list`; one that is larger than the table empties it.
    void add(HeaderList list, int header) {
        int nameLength = list.nameEnd(header) - list.nameStart(header);
        int valueLength = list.valueEnd(header) - list.valueStart(header);
        int bytes = ENTRY_BYTES + nameLength + valueLength;
        evict(bytes);
        if (bytes > maxBytes) {
            return;
        }
        clearAway();
        grow();
        int slot = (oldest + count) & (starts.length - 1);
        starts[slot] = text.length();
        nameLengths[slot] = nameLength;
        valueLengths[slot] = valueLength;
        text.append(list.bytes().memory(), list.bytes().offset(list.nameStart(header)), nameLength);
        text.append(list.bytes().memory(), list.bytes().offset(list.valueStart(header)), valueLength);
        count++;
        usedBytes += bytes;
    }

    /// Drops the bytes of entries that are gone once they are more than the live ones may be.
    private void clearAway() {
        int gone = count == 0 ? text.length() : starts[oldest];
        if (gone < MAX_BYTES / 2 && gone < text.length()) {
            return;
        }
        text.dropFirst(gone);
        for (int i = 0; i < count; i++) {
            starts[(oldest + i) & (starts.length - 1)] -= gone;
        }
    }

    private void grow() {
        if (count < starts.length) {
            return;
        }
        starts = unrolled(starts);
        nameLengths = unrolled(nameLengths);
        valueLengths = unrolled(valueLengths);
        oldest = 0;
    }

    /// Twice as long, the oldest first.
    private int[] unrolled(int[] ring) {
        int[] larger = Arrays.copyOf(Arrays.copyOfRange(ring, oldest, ring.length), 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - oldest, oldest);
        return larger;
    }

    /// @param index 0 for the youngest
    boolean has(long index) {
        return index < count;
    }

    /// Appends an entry's name.
    ///
    /// @param index 0 for the youngest; it must be there
    boolean appendName(int index, GrowingBytes out) {
        int slot = slot(index);
        return copy(starts[slot], nameLengths[slot], out);
    }

    /// Appends an entry's value.
    ///
    /// @param index 0 for the youngest; it must be there
    boolean appendValue(int index, GrowingBytes out) {
        int slot = slot(index);
        return copy(starts[slot] + nameLengths[slot], valueLengths[slot], out);
    }

    private int slot(int index) {
        return (oldest + count - 1 - index) & (starts.length - 1);
    }

    private boolean copy(int from, int length, GrowingBytes out) {
        return length == 0
                || from + length > text.length()
                || out.append(text.memory(), text.address() + from, length) == length;
    }
}
