package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// The Internet checksum (RFC 1071), eight bytes a step.
final class Checksum {
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private Checksum() {}

    /// The sum of the bytes as 16-bit words, not yet folded. Sums of several ranges may be added when all but the
    /// last are of even length.
    static long sum(MemorySegment memory, long offset, int length) {
        long sum = 0;
        long at = offset;
        long end = offset + length;
        for (; end - at >= 8; at += 8) {
            sum += halves(Wire.u64(memory, at));
        }
        if (end - at >= 4) {
            sum += Wire.u32(memory, at) & LOW_HALF;
            at += 4;
        }
        if (end - at >= 2) {
            sum += Wire.u16(memory, at);
            at += 2;
        }
        return at < end ? sum + ((long) Wire.u8(memory, at) << 8) : sum;
    }

    /// The pseudo-header of both IP versions (RFC 9293 section 3.1, RFC 8200 section 8.1). The prefix of a mapped
    /// address is 0xFFFF, which is zero to this arithmetic.
    static long pseudoHeader(PacketView view, int length) {
        return halves(view.sourceHigh)
                + halves(view.sourceLow)
                + halves(view.destinationHigh)
                + halves(view.destinationLow)
                + view.protocol
                + length;
    }

    /// Whether a sum that included the checksum field itself comes out right.
    static boolean isGood(long sum) {
        return fold(sum) == 0xFFFF;
    }

    static int fold(long sum) {
        long folded = halves(sum);
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) folded;
    }

    private static long halves(long word) {
        return (word & LOW_HALF) + (word >>> 32);
    }
}
