package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.lang.foreign.MemorySegment;

/// Undoes the compression of one direction's headers (RFC 7541): static and dynamic table, literals, Huffman code.
///
/// ```
///  1xxxxxxx index of a header         01xxxxxx name and value, to be added to the table
///  001xxxxx new size of the table     0000xxxx and 0001xxxx name and value, not to be added
/// ```
///
/// Reused. Threading: its flow's. Never throws on hostile bytes: what cannot be understood ends the decoding for good,
/// as the table is not known any more.
final class HeaderDecoder {
    private static final int MAX_INTEGER_BYTES = 5;

    private final DynamicTable table;
    private final Octets bytes = new Octets();
    private int next;
    private boolean isBroken;

    HeaderDecoder(BlockPool blocks) {
        table = new DynamicTable(blocks);
    }

    void clear() {
        table.clear();
        isBroken = false;
    }

    /// Whether an earlier block could not be understood.
    boolean isBroken() {
        return isBroken;
    }

    /// Some block is missing, so that the table is not known any more.
    void abandon() {
        isBroken = true;
    }

    /// Appends the headers of a whole block to `headers`.
    ///
    /// @param numbers gets the sizes that the table is given
    void decode(GrowingBytes block, HeaderList headers, StreamNumbers numbers) {
        bytes.wrap(block.memory(), block.address(), block.length());
        next = 0;
        while (next < bytes.length() && !isBroken) {
            int first = bytes.u8(next);
            if (first >= 0x80) {
                indexed(integer(7), headers);
            } else if (first >= 0x40) {
                literal(integer(6), headers, true);
            } else if (first >= 0x20) {
                resize(integer(5), numbers);
            } else {
                literal(integer(4), headers, false);
            }
        }
    }

    private void resize(long size, StreamNumbers numbers) {
        if (isBroken) {
            return;
        }
        numbers.add(StreamNumbers.SIZE_UPDATE, size);
        table.resize(size);
    }

    private void indexed(long index, HeaderList headers) {
        if (!isKnown(index) || headers.isFull()) {
            return;
        }
        GrowingBytes out = headers.begin();
        boolean fits = name((int) index, out);
        headers.endName();
        fits &= value((int) index, out);
        if (fits) {
            headers.endValue();
        } else {
            headers.cancel();
        }
    }

    private void literal(long index, HeaderList headers, boolean isAdded) {
        GrowingBytes out = headers.begin();
        boolean fits = index == 0 ? string(out) : isKnown(index) && name((int) index, out);
        headers.endName();
        fits &= !isBroken && string(out);
        if (!fits) {
            headers.cancel();
            isBroken |= isAdded;
        } else if (!headers.endValue()) {
            isBroken |= isAdded;
        } else if (isAdded) {
            table.add(headers, headers.count() - 1);
        }
    }

    private boolean isKnown(long index) {
        isBroken |= index < 1 || (index > StaticTable.LENGTH && !table.has(index - StaticTable.LENGTH - 1));
        return !isBroken;
    }

    private boolean name(int index, GrowingBytes out) {
        return index <= StaticTable.LENGTH
                ? copy(StaticTable.name(index), out)
                : table.appendName(index - StaticTable.LENGTH - 1, out);
    }

    private boolean value(int index, GrowingBytes out) {
        return index <= StaticTable.LENGTH
                ? copy(StaticTable.value(index), out)
                : table.appendValue(index - StaticTable.LENGTH - 1, out);
    }

    private static boolean copy(MemorySegment text, GrowingBytes out) {
        int length = (int) text.byteSize();
        return length == 0 || out.append(text, 0, length) == length;
    }

    /// Appends a string (section 5.2); false if it is none, or does not fit.
    private boolean string(GrowingBytes out) {
        boolean isCoded = next < bytes.length() && bytes.u8(next) >= 0x80;
        long length = integer(7);
        if (isBroken || !bytes.has(next, (int) Math.min(length, Integer.MAX_VALUE))) {
            isBroken = true;
            return false;
        }
        int from = next;
        int count = (int) length;
        next += count;
        if (isCoded) {
            isBroken |= !Huffman.decode(bytes, from, count, out);
            return !isBroken && !out.isFull();
        }
        return count == 0 || out.append(bytes.memory(), bytes.offset(from), count) == count;
    }

    /// An integer (section 5.1) whose first bits are the last `prefixBits` of the byte at hand.
    private long integer(int prefixBits) {
        int mask = (1 << prefixBits) - 1;
        long value = bytes.u8(next) & mask;
        boolean isIn = next < bytes.length();
        next++;
        if (!isIn || value < mask) {
            isBroken |= !isIn;
            return value;
        }
        for (int i = 0; i < MAX_INTEGER_BYTES; i++) {
            int octet = bytes.u8(next);
            if (octet == Octets.OUTSIDE) {
                break;
            }
            next++;
            value += (long) (octet & 0x7F) << (7 * i);
            if (octet < 0x80) {
                return value;
            }
        }
        isBroken = true;
        return value;
    }
}
