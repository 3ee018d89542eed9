package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;

/// The three words of a request line (RFC 9112, 3) or status line (4): the first two end at white space, the
/// third is whatever follows. Offsets into the message's head. Threading: its flow's.
final class StartLine {
    private static final byte SPACE = ' ';

    private final GrowingBytes head;
    private final int[] start = new int[3];
    private final int[] end = new int[3];
    private int length;

    StartLine(GrowingBytes head) {
        this.head = head;
    }

    void clear() {
        length = 0;
        for (int i = 0; i < start.length; i++) {
            start[i] = 0;
            end[i] = 0;
        }
    }

    /// Takes a request line from the first `bytes` bytes of the head. White space may stand in front; only a
    /// space ends the target if there is one behind it, else any white space does.
    void parseRequest(int bytes) {
        long to = firstWord(bytes);
        MemorySegment memory = head.memory();
        long from = Ascii.skipSpace(memory, head.address() + end[0], to);
        long targetEnd = Ascii.find(memory, from, to, SPACE);
        set(1, from, targetEnd == to ? Ascii.findSpace(memory, from, to) : targetEnd);
        set(2, Ascii.skipSpace(memory, head.address() + end[1], to), to);
    }

    /// Takes a status line from the first `bytes` bytes of the head.
    void parseResponse(int bytes) {
        long to = firstWord(bytes);
        MemorySegment memory = head.memory();
        long from = Ascii.skipSpace(memory, head.address() + end[0], to);
        set(1, from, Ascii.findSpace(memory, from, to));
        set(2, Ascii.skipSpace(memory, head.address() + end[1], to), to);
    }

    private long firstWord(int bytes) {
        MemorySegment memory = head.memory();
        long to = Ascii.chomp(memory, head.address(), head.address() + bytes);
        length = (int) (to - head.address());
        long from = Ascii.skipSpace(memory, head.address(), to);
        set(0, from, Ascii.findSpace(memory, from, to));
        return to;
    }

    private void set(int word, long from, long to) {
        start[word] = (int) (from - head.address());
        end[word] = (int) (to - head.address());
    }

    /// The line's bytes, without its end.
    int length() {
        return length;
    }

    /// Where a word begins in the head.
    int start(int word) {
        return start[word];
    }

    boolean isEmpty(int word) {
        return start[word] == end[word];
    }

    /// Points `range` at a word, 0 to 2; false if it is empty.
    boolean word(int word, ByteRange range) {
        range.set(head.memory(), head.address() + start[word], end[word] - start[word]);
        return !isEmpty(word);
    }
}
