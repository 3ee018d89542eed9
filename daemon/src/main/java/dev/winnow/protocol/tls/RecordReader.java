package dev.winnow.protocol.tls;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Takes one direction apart into records (RFC 8446, section 5.1), or into SSL 2's first.
///
/// ```
///  +------+---------+---------+-------------        +-+----------+------+---------+------
///  | type | version | length  |  content ...        |1| length   | type | version | ...    SSL 2
///  +------+---------+---------+-------------        +-+----------+------+---------+------
/// ```
///
/// Threading: its flow's. Never throws on hostile bytes: what is no record ends the reading.
final class RecordReader {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    private static final int FIRST_TYPE = CHANGE_CIPHER_SPEC;
    private static final int LAST_TYPE = HEARTBEAT;
    private static final int HEADER_LENGTH = 5;
    private static final int MAJOR_VERSION = 3;
    private static final int LAST_MINOR_VERSION = 4;
    private static final int MAX_LENGTH = (1 << 14) + (1 << 11);
    /// Bits of the first byte that are set in records of SSL 2 and in letters, and in no record of TLS.
    private static final int NOT_TLS = 0xC0;
    private static final int SSL2_LENGTH_MASK = 0x7FFF;
    private static final int SSL2_HEADER_COUNTED = 3;

    private final TlsSide side;
    private long header;
    private int headerLength;
    private int remaining;
    private int type;
    private boolean isLater;
    private boolean isStopped;

    RecordReader(TlsSide side) {
        this.side = side;
    }

    void clear() {
        headerLength = 0;
        header = 0;
        remaining = 0;
        isLater = false;
        isStopped = false;
    }

    /// Reads no more.
    void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }

    /// Takes the direction's next bytes.
    void read(MemorySegment memory, long offset, int length) {
        long end = offset + length;
        long at = offset;
        while (at < end && !isStopped) {
            if (remaining > 0) {
                int count = (int) Math.min(remaining, end - at);
                remaining -= count;
                side.content(type, memory, at, count);
                at += count;
            } else {
                header = (header << Byte.SIZE) | (memory.get(ValueLayout.JAVA_BYTE, at++) & 0xFF);
                begin(++headerLength);
            }
        }
    }

    private void begin(int known) {
        if (known < HEADER_LENGTH) {
            return;
        }
        boolean isFirst = !isLater;
        boolean isSsl2 = isFirst && ((header >>> 39) & 1) != 0;
        type = (int) (header >>> 32) & 0xFF;
        int length = (int) header & 0xFFFF;
        isLater = true;
        headerLength = 0;
        if (isSsl2) {
            beginSsl2();
        } else if (isUnknown() || length > MAX_LENGTH) {
            side.failed((type & NOT_TLS) == 0);
        } else if (((header >>> 24) & 0xFF) != MAJOR_VERSION) {
            side.noteVersion(isFirst);
            side.failed(false);
        } else {
            side.noteVersion(isFirst && ((header >>> 16) & 0xFF) > LAST_MINOR_VERSION);
            remaining = length;
            side.recordBegins(type, length);
        }
    }

    private boolean isUnknown() {
        return type < FIRST_TYPE || type > LAST_TYPE;
    }

    private void beginSsl2() {
        remaining = Math.max((int) ((header >>> 24) & SSL2_LENGTH_MASK) - SSL2_HEADER_COUNTED, 0);
        type = 0;
        side.ssl2((int) (header >>> 16) & 0xFF, (int) header & 0xFFFF);
    }
}
