package dev.winnow.packet;

/// RFC 1071 as it is written: one 16-bit word after the other.
final class SlowChecksum {
    private SlowChecksum() {}

    /// The value for the checksum field, which must be zero in `bytes`.
    static int of(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
            sum += (bytes[i] & 0xFF) << 8 | low;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return ~sum & 0xFFFF;
    }
}
