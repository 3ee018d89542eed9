package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// The CRC of SCTP (RFC 9260 appendix A: Castagnoli's polynomial), eight bytes a step. The JDK's own wants a buffer
/// object for each packet.
///
/// A CRC in the making is the register's content; it starts with [#START], and [#finish] makes a checksum of it.
final class Crc32c {
    static final int START = -1;

    private static final int REVERSED_POLYNOMIAL = 0x82F63B78;
    private static final int SLICES = 8;
    private static final int BYTES = 1 << Byte.SIZE;

    /// `TABLE[slice << 8 | b]`: what byte `b` adds to the register with `slice` more bytes behind it.
    private static final int[] TABLE = table();

    private Crc32c() {}

    private static int[] table() {
        int[] table = new int[SLICES * BYTES];
        for (int b = 0; b < BYTES; b++) {
            int register = b;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                register = (register >>> 1) ^ ((register & 1) != 0 ? REVERSED_POLYNOMIAL : 0);
            }
            table[b] = register;
        }
        for (int i = BYTES; i < table.length; i++) {
            int shorter = table[i - BYTES];
            table[i] = (shorter >>> Byte.SIZE) ^ table[shorter & 0xFF];
        }
        return table;
    }

    /// The register after `length` more bytes.
    static int update(int register, MemorySegment memory, long offset, int length) {
        int crc = register;
        long at = offset;
        long end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            crc = eightBytes(Long.reverseBytes(Wire.u64(memory, at)) ^ Integer.toUnsignedLong(crc));
        }
        for (; at < end; at++) {
            crc = oneByte(crc, Wire.u8(memory, at));
        }
        return crc;
    }

    /// The register after as many bytes of 0, as which a checksum field counts.
    static int updateZeros(int register, int length) {
        int crc = register;
        for (int i = 0; i < length; i++) {
            crc = oneByte(crc, 0);
        }
        return crc;
    }

    /// The checksum as the four bytes of its field make a number in network order.
    static int finish(int register) {
        return Integer.reverseBytes(~register);
    }

    private static int oneByte(int crc, int b) {
        return (crc >>> Byte.SIZE) ^ TABLE[(crc ^ b) & 0xFF];
    }

    /// @param bytes the first in the lowest bits
    private static int eightBytes(long bytes) {
        return slice(7, bytes)
                ^ slice(6, bytes >>> 8)
                ^ slice(5, bytes >>> 16)
                ^ slice(4, bytes >>> 24)
                ^ slice(3, bytes >>> 32)
                ^ slice(2, bytes >>> 40)
                ^ slice(1, bytes >>> 48)
                ^ slice(0, bytes >>> 56);
    }

    private static int slice(int slice, long b) {
        return TABLE[(slice << Byte.SIZE) | ((int) b & 0xFF)];
    }
}
