package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Puts one direction's handshake messages together out of the records' contents (RFC 8446, section 4).
///
/// ```
///  +------+----------------+---------
///  | type |  length (3)    |  body ...     in records of any size
///  +------+----------------+---------
/// ```
///
/// Bodies that nobody wants are counted and not kept. Threading: its flow's.
final class HandshakeReader {
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int SERVER_HELLO_DONE = 14;
    static final int CLIENT_KEY_EXCHANGE = 16;

    private static final int HEADER_LENGTH = 4;
    private static final int LENGTH_MASK = 0xFF_FFFF;
    private static final int TYPE_SHIFT = 24;

    private final TlsSide side;
    private int header;
    private int headerLength;
    private int remaining;
    private GrowingBytes target;

    HandshakeReader(TlsSide side) {
        this.side = side;
    }

    void clear() {
        header = 0;
        headerLength = 0;
        remaining = 0;
        target = null;
    }

    /// Whether messages of the type are sent before anything is encrypted (RFC 5246, section 7.4; RFC 5077; RFC 6066).
    static boolean isInTheClear(int type) {
        return switch (type) {
            case 0, CLIENT_HELLO, SERVER_HELLO, 4, CERTIFICATE, SERVER_KEY_EXCHANGE, 13, SERVER_HELLO_DONE -> true;
            case 15, CLIENT_KEY_EXCHANGE, 20, 21, 22 -> true;
            default -> false;
        };
    }

    /// Takes the next of the records' contents.
    void read(MemorySegment memory, long offset, int length) {
        long end = offset + length;
        long at = offset;
        while (at < end) {
            if (headerLength < HEADER_LENGTH) {
                header = (header << Byte.SIZE) | (memory.get(ValueLayout.JAVA_BYTE, at++) & 0xFF);
                begin(++headerLength);
            } else {
                int count = (int) Math.min(remaining, end - at);
                keep(memory, at, count);
                at += count;
                remaining -= count;
            }
            if (headerLength == HEADER_LENGTH && remaining == 0) {
                end();
            }
        }
    }

    private void begin(int known) {
        if (known == HEADER_LENGTH) {
            remaining = header & LENGTH_MASK;
            target = side.messageBegins(header >>> TYPE_SHIFT);
        }
    }

    private void keep(MemorySegment memory, long offset, int count) {
        if (target != null && target.append(memory, offset, count) < count) {
            target.clear();
            target = null;
        }
    }

    private void end() {
        int type = header >>> TYPE_SHIFT;
        boolean isKept = target != null;
        clear();
        side.messageEnds(type, isKept);
    }
}
