package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The files in a body of type multipart/form-data (RFC 7578): parts whose Content-Disposition has a file name.
///
/// ```
///  --boundary CRLF headers CRLF CRLF content CRLF --boundary ... --boundary--
/// ```
/// Taken apart anew whenever the body has grown; at most [#MAX_FILES] are seen. Threading: its flow's.
final class MultipartFiles {
    static final int MAX_FILES = 32;

    private static final String FORM_DATA = "multipart/form-data";
    private static final String BOUNDARY = "boundary";
    private static final String DISPOSITION = "content-disposition:";
    private static final String FILE_NAME = "filename";

    private final ByteRange boundary = new ByteRange();
    private final ByteRange piece = new ByteRange();
    /// Of each file: offsets in the body where name and content begin, and their lengths.
    private final int[] files = new int[4 * MAX_FILES];
    private int count;
    private int parsedLength = -1;

    void clear() {
        parsedLength = -1;
        count = 0;
    }

    /// Whether the request's body is of that type, and says what its parts are separated by.
    boolean isMultipart(HeaderTable headers) {
        if (!headers.value(HeaderName.CONTENT_TYPE, boundary)) {
            return false;
        }
        long from = boundary.offset();
        return Ascii.startsWith(boundary.memory(), from, from + boundary.length(), FORM_DATA)
                && HeaderParameter.find(BOUNDARY, boundary);
    }

    /// Points `out` at a file's content. Call [#isMultipart] first.
    ///
    /// @param body the body so far; the last file may end with it
    boolean content(ByteRange body, int file, ByteRange out) {
        return point(body, file, 4 * file + 2, out);
    }

    /// Points `out` at a file's name. Call [#isMultipart] first.
    boolean name(ByteRange body, int file, ByteRange out) {
        return point(body, file, 4 * file, out);
    }

    private boolean point(ByteRange body, int file, int column, ByteRange out) {
        parse(body);
        if (file >= count) {
            return false;
        }
        out.set(body.memory(), body.offset() + files[column], files[column + 1]);
        return true;
    }

    private void parse(ByteRange body) {
        if (body.length() == parsedLength) {
            return;
        }
        parsedLength = body.length();
        count = 0;
        long end = body.offset() + body.length();
        long at = separator(body.memory(), body.offset(), end);
        while (at < end && count < MAX_FILES) {
            long next = separator(body.memory(), at + 1, end);
            parsePart(body, at, next);
            at = next;
        }
    }

    /// Where the next `--boundary` begins, or `end`.
    private long separator(MemorySegment memory, long from, long end) {
        long at = Ascii.find(memory, from, end, (byte) '-');
        while (at < end && !isSeparator(memory, at, end)) {
            at = Ascii.find(memory, at + 1, end, (byte) '-');
        }
        return at;
    }

    private boolean isSeparator(MemorySegment memory, long at, long end) {
        int length = boundary.length();
        return end - at >= length + 2
                && byteAt(memory, at + 1) == '-'
                && MemorySegment.mismatch(
                                memory,
                                at + 2,
                                at + 2 + length,
                                boundary.memory(),
                                boundary.offset(),
                                boundary.offset() + length)
                        < 0;
    }

    private void parsePart(ByteRange body, long from, long to) {
        MemorySegment memory = body.memory();
        boolean isNamed = false;
        long at = Ascii.find(memory, from, to, (byte) '\n') + 1;
        while (at < to) {
            long next = Math.min(Ascii.find(memory, at, to, (byte) '\n') + 1, to);
            long lineEnd = Ascii.chomp(memory, at, next);
            if (lineEnd == at) {
                if (isNamed) {
                    addFile(body, next, to);
                }
                return;
            }
            isNamed |= findName(memory, at, lineEnd);
            at = next;
        }
    }

    private boolean findName(MemorySegment memory, long from, long to) {
        if (!Ascii.startsWith(memory, from, to, DISPOSITION)) {
            return false;
        }
        piece.set(memory, from + DISPOSITION.length(), (int) (to - from) - DISPOSITION.length());
        return HeaderParameter.find(FILE_NAME, piece);
    }

    private void addFile(ByteRange body, long from, long separator) {
        boolean isClosed = separator < body.offset() + body.length();
        long end = separator;
        if (isClosed && end > from && byteAt(body.memory(), end - 1) == '\n') {
            end -= end - from > 1 && byteAt(body.memory(), end - 2) == '\r' ? 2 : 1;
        }
        int column = 4 * count++;
        files[column] = (int) (piece.offset() - body.offset());
        files[column + 1] = piece.length();
        files[column + 2] = (int) (from - body.offset());
        files[column + 3] = (int) (end - from);
    }

    private static byte byteAt(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at);
    }
}
