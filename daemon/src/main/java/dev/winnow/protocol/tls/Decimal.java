package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;

/// Numbers as text.
final class Decimal {
    private Decimal() {}

    /// Appends `value`, 0 or more.
    static void append(GrowingBytes out, long value) {
        long power = 1;
        while (value / power > 9) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            out.append((byte) ('0' + (value / power) % 10));
        }
    }
}
