package dev.winnow.protocol.http2;

import dev.winnow.protocol.Octets;

/// Frame types, flags and numbers (RFC 9113, section 6).
final class FrameType {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int ACKNOWLEDGED = 0x01;
    static final int END_STREAM = 0x01;
    static final int END_HEADERS = 0x04;
    static final int PADDED = 0x08;
    static final int HAS_PRIORITY = 0x20;

    private static final int HALF_BITS = 16;
    private static final long U31_MASK = 0x7FFF_FFFF;

    private FrameType() {}

    /// Four bytes as a number; [Octets#OUTSIDE] if they are not there.
    static long u32(Octets payload, int at) {
        return payload.has(at, 4) ? ((long) payload.u16(at) << HALF_BITS) | payload.u16(at + 2) : Octets.OUTSIDE;
    }

    /// Four bytes as a number without the first bit, which is reserved; [Octets#OUTSIDE] if they are not there.
    static long u31(Octets payload, int at) {
        long value = u32(payload, at);
        return value < 0 ? value : value & U31_MASK;
    }
}
