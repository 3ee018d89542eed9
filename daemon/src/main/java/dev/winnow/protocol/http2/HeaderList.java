package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.util.Arrays;

/// The headers of one direction of a stream, kept as the text `name: value CR LF` one after the other.
///
/// Bounded in bytes and headers: what does not fit is left out. Reused. Threading: its flow's.
final class HeaderList {
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_HEADERS = 1 << 9;
    private static final int FIRST_CAPACITY = 1 << 4;
    private static final int SEPARATOR_LENGTH = 2;
    private static final int LINE_END_LENGTH = 2;

    private final GrowingBytes text;
    private final Octets bytes = new Octets();
    private int[] starts = new int[FIRST_CAPACITY];
    private int[] nameLengths = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private int count;
    private int begun;
    private boolean isFull;

    HeaderList(BlockPool blocks) {
        text = new GrowingBytes(blocks, MAX_BYTES);
    }

    void clear() {
        text.clear();
        count = 0;
        isFull = false;
    }

    /// Where the name, and behind [#endName] the value, of one more header are to be appended.
    GrowingBytes begin() {
        begun = text.length();
        return text;
    }

    /// The name is whole; the value follows.
    void endName() {
        if (count == starts.length && count < MAX_HEADERS) {
            starts = Arrays.copyOf(starts, 2 * count);
            nameLengths = Arrays.copyOf(nameLengths, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        if (count < starts.length) {
            nameLengths[count] = text.length() - begun;
        }
        text.append((byte) ':');
        text.append((byte) ' ');
    }

    /// The value is whole.
    ///
    /// @return false if there was no room for the header, which is forgotten
    boolean endValue() {
        int end = text.length();
        boolean fits = count < starts.length && text.append((byte) '\r') && text.append((byte) '\n');
        if (!fits) {
            cancel();
            return false;
        }
        starts[count] = begun;
        ends[count++] = end;
        return true;
    }

    /// Forgets the header that was begun, for which there was no room.
    void cancel() {
        text.truncate(begun);
        isFull = true;
    }

    /// Whether some header found no room, so that none need be tried any more.
    boolean isFull() {
        return isFull;
    }

    int count() {
        return count;
    }

    /// All headers' bytes, for the indices that the others answer.
    Octets bytes() {
        return bytes.wrap(text.memory(), text.address(), text.length());
    }

    int nameStart(int header) {
        return starts[header];
    }

    int nameEnd(int header) {
        return starts[header] + nameLengths[header];
    }

    int valueStart(int header) {
        return nameEnd(header) + SEPARATOR_LENGTH;
    }

    int valueEnd(int header) {
        return ends[header];
    }

    /// Behind the line's end.
    int lineEnd(int header) {
        return ends[header] + LINE_END_LENGTH;
    }

    /// The first header from `from` on that is called `name`, in lower case as HTTP/2 demands; -1 if none is.
    int find(byte[] name, int from) {
        bytes();
        for (int header = from; header < count; header++) {
            if (isCalled(header, name)) {
                return header;
            }
        }
        return -1;
    }

    private boolean isCalled(int header, byte[] name) {
        if (nameLengths[header] != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes.u8(starts[header] + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// Points at the bytes from `from` to before `to`.
    void point(int from, int to, ByteRange out) {
        out.set(text.memory(), text.address() + from, to - from);
    }
}
