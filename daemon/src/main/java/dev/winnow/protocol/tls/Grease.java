package dev.winnow.protocol.tls;

/// Values that mean nothing and keep peers tolerant (RFC 8701): two equal bytes that end in `A`.
final class Grease {
    private Grease() {}

    static boolean is(int value) {
        return (value & 0x0F0F) == 0x0A0A && value >>> 8 == (value & 0xFF);
    }
}
