package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.FileSums;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The files in a body of type multipart/form-data (RFC 7578): parts whose Content-Disposition has a file name.
///
/// ```
///  --boundary CRLF headers CRLF CRLF content CRLF --boundary ... --boundary--
/// ```
/// The body is read once, as it grows; at most [#MAX_FILES] are seen. Threading: its flow's.
final class MultipartFiles {
    static final int MAX_FILES = 32;

    private static final int MAX_NAME_BYTES = 1 << 13;
    private static final int DASHES = 2;
    private static final int LINE_END_BYTES = 2;
    private static final String FORM_DATA = "multipart/form-data";
    private static final String BOUNDARY = "boundary";
    private static final String DISPOSITION = "content-disposition:";
    private static final String FILE_NAME = "filename";

    private final ByteRange boundary = new ByteRange();
    private final ByteRange piece = new ByteRange();
    private final GrowingBytes names;
    private final FileSums sums;
    /// Of each file, how much of `names` there is up to its end.
    private final int[] nameEnds = new int[MAX_FILES];
    /// Of each file, where in the body its content begins and ends.
    private final long[] starts = new long[MAX_FILES];
    private final long[] ends = new long[MAX_FILES];
    private int count;
    private boolean isOpen;
    private boolean inHeaders;
    private boolean isNamed;
    /// How much of the body was read.
    private long readTo;
    /// How much of it, or rather of its last file, is in the sums.
    private long summedTo;

    /// @param sums of the files; owned
    MultipartFiles(BlockPool blocks, FileSums sums) {
        this.sums = sums;
        names = new GrowingBytes(blocks, MAX_NAME_BYTES);
    }

    void clear() {
        names.clear();
        sums.clear();
        count = 0;
        isOpen = false;
        inHeaders = false;
        readTo = 0;
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

    /// Points `out` at what the window of the body has of a file's content. Call [#isMultipart] first.
    ///
    /// @param body its window
    /// @param isWhole whether the body ends there, and the last file with it
    /// @param instance counts the files of which there is something in the window
    boolean content(ByteRange body, boolean isWhole, int instance, ByteRange out) {
        read(body, isWhole);
        int file = present(body, instance);
        if (file < 0) {
            return false;
        }
        long from = Math.max(starts[file], body.position());
        int skipped = (int) (from - body.position());
        out.set(body.memory(), body.offset() + skipped, (int) (ends[file] - from));
        // What might have been the next separator was not shown the last time.
        long seen = (long) body.seen() - skipped - DASHES - boundary.length() - LINE_END_BYTES;
        out.placeWindow(from - starts[file], Math.clamp(seen, 0, out.length()));
        return true;
    }

    /// Points `out` at a file's name. Call [#isMultipart] first.
    boolean name(ByteRange body, boolean isWhole, int instance, ByteRange out) {
        read(body, isWhole);
        if (instance >= count) {
            return false;
        }
        int from = instance == 0 ? 0 : nameEnds[instance - 1];
        out.set(names.memory(), names.address() + from, nameEnds[instance] - from);
        return true;
    }

    private int present(ByteRange body, int instance) {
        int left = instance;
        for (int file = 0; file < count; file++) {
            if (ends[file] > Math.max(starts[file], body.position()) && left-- == 0) {
                return file;
            }
        }
        return -1;
    }

    /// What was read, but for what may yet turn out to be the end of the line before a separator.
    private long contentEnd(ByteRange body) {
        long at = body.offset() + readTo - body.position();
        boolean mayEndLine = at > body.offset() && byteAt(body.memory(), at - 1) == '\r';
        return readTo - (mayEndLine ? 1 : lineEndBytes(body, at));
    }

    private static long bodyEnd(ByteRange body) {
        return body.position() + body.length();
    }

    FileSums sums() {
        return sums;
    }

    /// Reads what is new in the window. Call [#isMultipart] first. What no separator ends is a part of a file, and a
    /// part is not the file.
    void read(ByteRange body, boolean isWhole) {
        read(body);
        if (isOpen) {
            reach(body, isWhole ? bodyEnd(body) : contentEnd(body));
        }
        if (isWhole && isOpen) {
            sums.lose();
        }
        if (isWhole) {
            sums.end();
        }
    }

    /// The last file goes on up to there, at least.
    private void reach(ByteRange body, long end) {
        ends[count - 1] = Math.max(starts[count - 1], end);
        long from = Math.max(summedTo, body.position());
        if (from > summedTo) {
            sums.lose();
        }
        if (end > from) {
            sums.append(body.memory(), body.offset() + from - body.position(), (int) (end - from));
            summedTo = end;
        }
    }

    private void read(ByteRange body) {
        MemorySegment memory = body.memory();
        long end = body.offset() + body.length();
        long at = body.offset() + Math.max(0, readTo - body.position());
        long before = -1;
        while (at < end && at != before) {
            before = at;
            at = inHeaders ? readLine(body, memory, at, end) : findSeparator(body, memory, at, end);
        }
        readTo = body.position() + at - body.offset();
    }

    /// @return behind the line, or where it begins if its end has not come
    private long readLine(ByteRange body, MemorySegment memory, long at, long end) {
        long next = Ascii.find(memory, at, end, (byte) '\n') + 1;
        if (next > end) {
            return at;
        }
        long lineEnd = Ascii.chomp(memory, at, next);
        if (lineEnd == at) {
            inHeaders = false;
            isOpen = isNamed && addFile(body.position() + next - body.offset());
        } else if (isSeparator(memory, at, end)) {
            isNamed = false;
        } else if (!isNamed) {
            isNamed = findName(memory, at, lineEnd);
        }
        return next;
    }

    private boolean findName(MemorySegment memory, long from, long to) {
        if (!Ascii.startsWith(memory, from, to, DISPOSITION)) {
            return false;
        }
        piece.set(memory, from + DISPOSITION.length(), (int) (to - from) - DISPOSITION.length());
        if (count == MAX_FILES || !HeaderParameter.find(FILE_NAME, piece)) {
            return false;
        }
        names.truncate(count == 0 ? 0 : nameEnds[count - 1]);
        names.append(piece.memory(), piece.offset(), piece.length());
        nameEnds[count] = names.length();
        return true;
    }

    private boolean addFile(long start) {
        sums.begin();
        summedTo = start;
        starts[count] = start;
        ends[count] = start;
        count++;
        return true;
    }

    /// @return at the line behind `--boundary`; where none is, the first place where one may yet begin
    private long findSeparator(ByteRange body, MemorySegment memory, long from, long end) {
        int length = DASHES + boundary.length();
        long at = Ascii.find(memory, from, end, (byte) '-');
        while (end - at >= length && !isSeparator(memory, at, end)) {
            at = Ascii.find(memory, at + 1, end, (byte) '-');
        }
        if (end - at < length) {
            return at;
        }
        if (isOpen) {
            long contentEnd = at - lineEndBytes(body, at);
            reach(body, body.position() + contentEnd - body.offset());
            sums.end();
        }
        isOpen = false;
        isNamed = false;
        long line = Ascii.find(memory, at, end, (byte) '\n');
        inHeaders = line < end;
        return inHeaders ? line + 1 : at;
    }

    private boolean isSeparator(MemorySegment memory, long at, long end) {
        int length = boundary.length();
        return end - at >= DASHES + length
                && byteAt(memory, at) == '-'
                && byteAt(memory, at + 1) == '-'
                && MemorySegment.mismatch(
                                memory,
                                at + DASHES,
                                at + DASHES + length,
                                boundary.memory(),
                                boundary.offset(),
                                boundary.offset() + length)
                        < 0;
    }

    /// How many bytes in front of a separator are the end of the line before it.
    private static int lineEndBytes(ByteRange body, long at) {
        if (at == body.offset() || byteAt(body.memory(), at - 1) != '\n') {
            return 0;
        }
        return at - 1 > body.offset() && byteAt(body.memory(), at - 2) == '\r' ? 2 : 1;
    }

    private static byte byteAt(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at);
    }
}
