package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;

/// A message's headers written out anew, each as `name: value` with a line end, for the fields that rules
/// look into.
///
/// Each text is written the first time it is asked for. Pooled with its message. Threading: its flow's.
final class HeaderText {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int MAX_TEXT_BYTES = 1 << 19;

    private final GrowingBytes head;
    private final StartLine line;
    private final HeaderTable headers;
    private final GrowingBytes start;
    private final GrowingBytes block;
    private final GrowingBytes names;
    private final ByteRange piece = new ByteRange();

    HeaderText(GrowingBytes head, StartLine line, HeaderTable headers, BlockPool blocks) {
        this.head = head;
        this.line = line;
        this.headers = headers;
        start = new GrowingBytes(blocks, MAX_TEXT_BYTES);
        block = new GrowingBytes(blocks, MAX_TEXT_BYTES);
        names = new GrowingBytes(blocks, MAX_TEXT_BYTES);
    }

    void clear() {
        start.clear();
        block.clear();
        names.clear();
    }

    /// Points `range` at all headers but the one called `except`; false if there are none.
    boolean headers(HeaderName except, ByteRange range) {
        if (block.length() == 0) {
            int skipped = headers.find(except);
            for (int row = 0; row < headers.rowCount(); row++) {
                if (row != skipped) {
                    write(row, block);
                }
            }
        }
        block.into(range);
        return block.length() > 0;
    }

    /// Points `range` at the headers' names, each with a line end, a line end in front, and one behind.
    boolean names(ByteRange range) {
        if (names.length() == 0 && headers.rowCount() > 0) {
            endLine(names);
            for (int row = 0; row < headers.rowCount(); row++) {
                if (!headers.isHidden(row)) {
                    headers.name(row, piece);
                    copy(names);
                    endLine(names);
                }
            }
            endLine(names);
        }
        names.into(range);
        return names.length() > 0;
    }

    /// Points `range` at the start line and all headers, with a blank line behind if there are any.
    boolean start(ByteRange range) {
        writeStart();
        start.into(range);
        return line.length() > 0;
    }

    private void writeStart() {
        if (start.length() > 0) {
            return;
        }
        start.append(head.memory(), head.address(), line.length());
        endLine(start);
        for (int row = 0; row < headers.rowCount(); row++) {
            write(row, start);
        }
        if (headers.rowCount() > 0) {
            endLine(start);
        }
    }

    /// Points `range` at one header, without its line end.
    ///
    /// @param instance counted from 0 over the headers that are not joined to another
    boolean header(int instance, ByteRange range) {
        if (headers.rowCount() == 0) {
            return false;
        }
        writeStart();
        int offset = line.length() + LINE_END.length;
        int left = instance;
        for (int row = 0; row < headers.rowCount(); row++) {
            if (headers.isHidden(row)) {
                continue;
            }
            int length = textLength(row);
            if (left == 0 && offset + length <= start.length()) {
                range.set(start.memory(), start.address() + offset, length);
                return true;
            }
            left--;
            offset += length + LINE_END.length;
        }
        return false;
    }

    private int textLength(int row) {
        headers.name(row, piece);
        int length = piece.length() + 2;
        headers.value(row, piece);
        return length + piece.length();
    }

    private void write(int row, GrowingBytes out) {
        if (headers.isHidden(row)) {
            return;
        }
        headers.name(row, piece);
        copy(out);
        out.append((byte) ':');
        out.append((byte) ' ');
        headers.value(row, piece);
        copy(out);
        endLine(out);
    }

    private void copy(GrowingBytes out) {
        out.append(piece.memory(), piece.offset(), piece.length());
    }

    private static void endLine(GrowingBytes out) {
        for (byte value : LINE_END) {
            out.append(value);
        }
    }
}
