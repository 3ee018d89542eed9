package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The headers of one message: names, and values of which folded lines (RFC 9112, 5.2) and repeated headers
/// (RFC 9110, 5.3) are joined. What is in one piece stays where it is, in the message's head; only joined
/// ones are copied.
///
/// A header has a row, numbered as they came; a repeated header's rows behind the first are hidden. Pooled
/// with its message. Threading: its flow's. Never throws on hostile bytes; headers past [#MAX_HEADERS] are
/// not seen.
final class HeaderTable {
    /// Whose reading of doubtful lines is followed.
    enum Leniency {
        /// A request's: a line that begins with white space continues the one before it, and a name with a NUL in it is
        /// none.
        OF_SERVERS,
        /// A response's: a line with a colon is a header, white space in front of it or not.
        OF_CLIENTS
    }

    static final int MAX_HEADERS = 1024;
    /// Repetitions of headers that were repeated before, in all of a message; further ones are not joined.
    private static final int MAX_REPETITIONS = 64;

    private static final int MAX_JOINED_BYTES = 1 << 18;
    private static final int STRIDE = 8;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 1;
    private static final int VALUE = 2;
    private static final int VALUE_LENGTH = 3;
    private static final int HASH = 4;
    /// The row of the same name behind this one, or 0.
    private static final int NEXT = 5;
    /// The row of the same name behind all others; only in the first.
    private static final int LAST = 6;
    private static final int HIDDEN = 7;

    private final GrowingBytes head;
    private final GrowingBytes joined;
    private final Leniency leniency;
    private int[] rows = new int[16 * STRIDE];
    private int count;
    private int repetitions;

    /// @param head the message's bytes, as sent
    HeaderTable(GrowingBytes head, BlockPool blocks, Leniency leniency) {
        this.head = head;
        this.leniency = leniency;
        joined = new GrowingBytes(blocks, MAX_JOINED_BYTES);
    }

    void clear() {
        joined.clear();
        count = 0;
        repetitions = 0;
    }

    /// Adds the header lines of `head` from `from` on, before `to`. Call [#join] behind the last.
    void parse(int from, int to) {
        int at = from;
        while (at < to && count < MAX_HEADERS) {
            int end = lineEnd(at, to);
            if (isBlankLine(at, end)) {
                return;
            }
            at = isFolded(end, to) ? addFolded(at, end, to) : addLine(at, end);
        }
    }

    private int lineEnd(int from, int to) {
        long base = head.address();
        return (int) Math.min(to, Ascii.find(head.memory(), base + from, base + to, (byte) '\n') - base + 1);
    }

    private boolean isBlankLine(int from, int end) {
        return end - from <= 2 && head.at(end - 1) == '\n' && (end - from == 1 || head.at(from) == '\r');
    }

    private boolean isFolded(int next, int to) {
        return next < to && isFold(head.at(next)) && (leniency == Leniency.OF_SERVERS || !hasColon(next, to));
    }

    private static boolean isFold(byte first) {
        return Ascii.isBlank(first) || first == 0;
    }

    private boolean hasColon(int from, int to) {
        long base = head.address();
        long end = base + lineEnd(from, to);
        return Ascii.find(head.memory(), base + from, end, (byte) ':') < end;
    }

    private int addLine(int from, int end) {
        long base = head.address();
        int length = (int) (Ascii.chomp(head.memory(), base + from, base + end) - base) - from;
        addTrimmed(head, from, length);
        return end;
    }

    private int addFolded(int from, int firstEnd, int to) {
        int start = joined.length();
        int at = from;
        int end = firstEnd;
        appendLine(at, end);
        while (isFolded(end, to)) {
            at = end;
            end = lineEnd(at, to);
            appendLine(at, end);
        }
        addTrimmed(joined, start, joined.length() - start);
        return end;
    }

    /// A line that looks like a continuation and is none.
    private void addTrimmed(GrowingBytes where, int start, int length) {
        boolean isFirst = count == 0 || leniency == Leniency.OF_CLIENTS;
        int skipped = 0;
        while (isFirst && skipped < length && isFold(where.at(start + skipped))) {
            skipped++;
        }
        add(where, start + skipped, length - skipped);
    }

    private void appendLine(int from, int end) {
        long start = head.address() + from;
        long stop = Ascii.chomp(head.memory(), start, head.address() + end);
        joined.append(head.memory(), start, (int) (stop - start));
    }

    private void add(GrowingBytes where, int start, int length) {
        MemorySegment memory = where.memory();
        long from = where.address() + start;
        long to = from + length;
        long colon = Ascii.find(memory, from, to, (byte) ':');
        if (leniency == Leniency.OF_SERVERS && Ascii.find(memory, from, colon, (byte) 0) < colon) {
            colon = to;
        }
        long nameEnd = colon == to ? from : trimEnd(memory, from, colon);
        long value = colon == to ? from : colon + 1;
        while (value < to && Ascii.isBlank(memory.get(ValueLayout.JAVA_BYTE, value))) {
            value++;
        }
        int row = newRow(HeaderName.hash(memory, from, nameEnd));
        rows[row + NAME] = place(where, from);
        rows[row + NAME_LENGTH] = (int) (nameEnd - from);
        rows[row + VALUE] = place(where, value);
        rows[row + VALUE_LENGTH] = (int) (trimEnd(memory, value, to) - value);
        link(row);
    }

    private static long trimEnd(MemorySegment memory, long from, long to) {
        long end = to;
        while (end > from && Ascii.isBlank(memory.get(ValueLayout.JAVA_BYTE, end - 1))) {
            end--;
        }
        return end;
    }

    /// Places in the joined bytes are complemented, because either block may move.
    private int place(GrowingBytes where, long address) {
        int offset = (int) (address - where.address());
        return where == joined ? ~offset : offset;
    }

    private int newRow(int hash) {
        int row = count++ * STRIDE;
        if (row == rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        rows[row + HASH] = hash;
        rows[row + NEXT] = 0;
        rows[row + LAST] = row;
        rows[row + HIDDEN] = 0;
        return row;
    }

    private void link(int row) {
        int first = first(row);
        if (first == row) {
            return;
        }
        rows[row + HIDDEN] = 1;
        boolean again = rows[first + NEXT] != 0;
        if (isContentLength(first) || (again && repetitions == MAX_REPETITIONS)) {
            return;
        }
        repetitions += again ? 1 : 0;
        rows[rows[first + LAST] + NEXT] = row;
        rows[first + LAST] = row;
    }

    /// Of contradicting lengths the first counts, as it does in framing.
    private boolean isContentLength(int row) {
        return isAt(row, HeaderName.CONTENT_LENGTH);
    }

    private int first(int row) {
        for (int other = 0; other < row; other += STRIDE) {
            if (rows[other + HASH] == rows[row + HASH] && rows[other + HIDDEN] == 0 && haveSameName(other, row)) {
                return other;
            }
        }
        return row;
    }

    private boolean haveSameName(int one, int other) {
        int length = rows[one + NAME_LENGTH];
        if (length != rows[other + NAME_LENGTH]) {
            return false;
        }
        long oneAddress = address(rows[one + NAME]);
        long otherAddress = address(rows[other + NAME]);
        for (int i = 0; i < length; i++) {
            if (lowerAt(oneAddress + i) != lowerAt(otherAddress + i)) {
                return false;
            }
        }
        return true;
    }

    private byte lowerAt(long address) {
        return Ascii.lower(head.memory().get(ValueLayout.JAVA_BYTE, address));
    }

    private long address(int place) {
        return place < 0 ? joined.address() + ~place : head.address() + place;
    }

    /// Joins the values of repeated headers.
    void join() {
        for (int row = 0; row < count * STRIDE; row += STRIDE) {
            if (rows[row + HIDDEN] == 0 && rows[row + NEXT] != 0) {
                join(row);
            }
        }
    }

    private void join(int first) {
        int start = joined.length();
        int row = first;
        appendValue(row);
        while (rows[row + NEXT] != 0) {
            row = rows[row + NEXT];
            joined.append((byte) ',');
            joined.append((byte) ' ');
            appendValue(row);
        }
        rows[first + VALUE] = ~start;
        rows[first + VALUE_LENGTH] = joined.length() - start;
    }

    private void appendValue(int row) {
        int place = rows[row + VALUE];
        int length = rows[row + VALUE_LENGTH];
        if (place >= 0) {
            joined.append(head.memory(), head.address() + place, length);
            return;
        }
        // The block that is copied from may be exchanged while it grows: byte by byte.
        for (int i = 0; i < length; i++) {
            joined.append(joined.at(~place + i));
        }
    }

    /// Rows, hidden ones included.
    int rowCount() {
        return count;
    }

    /// Whether the row is of a header that came before, and is joined to that one's.
    boolean isHidden(int row) {
        return rows[row * STRIDE + HIDDEN] != 0;
    }

    /// The row of a header, or -1.
    int find(HeaderName name) {
        for (int row = 0; row < count * STRIDE; row += STRIDE) {
            if (rows[row + HASH] == name.hash() && rows[row + HIDDEN] == 0 && isAt(row, name)) {
                return row / STRIDE;
            }
        }
        return -1;
    }

    /// Whether the row, hidden or not, is of this header.
    boolean isNamed(int row, HeaderName name) {
        return isAt(row * STRIDE, name);
    }

    private boolean isAt(int row, HeaderName name) {
        long from = address(rows[row + NAME]);
        return Ascii.is(head.memory(), from, from + rows[row + NAME_LENGTH], name.lowerCase());
    }

    /// Points `range` at a header's value, until the message goes on; false if there is no such header.
    boolean value(HeaderName name, ByteRange range) {
        int row = find(name);
        if (row >= 0) {
            value(row, range);
        }
        return row >= 0;
    }

    void value(int row, ByteRange range) {
        int at = row * STRIDE;
        range.set(head.memory(), address(rows[at + VALUE]), rows[at + VALUE_LENGTH]);
    }

    void name(int row, ByteRange range) {
        int at = row * STRIDE;
        range.set(head.memory(), address(rows[at + NAME]), rows[at + NAME_LENGTH]);
    }
}
