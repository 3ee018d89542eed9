package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.IpAddress;
import java.nio.ByteBuffer;

/// Prefixes as the kernel's sets have intervals: the first address, and the one behind the last, in network order.
final class AddressBytes {
    private AddressBytes() {}

    static byte[] first(Prefix prefix) {
        return bytes(prefix.version(), prefix.address().high(), prefix.address().low());
    }

    /// Null where the prefix goes to the end of all addresses.
    static byte[] behind(Prefix prefix) {
        IpAddress last = prefix.last();
        long low = last.low() + 1;
        if (prefix.version() == 4) {
            return low >>> 32 != 0 ? null : bytes(4, 0, low);
        }
        long high = low == 0 ? last.high() + 1 : last.high();
        return high == 0 && low == 0 ? null : bytes(6, high, low);
    }

    private static byte[] bytes(int version, long high, long low) {
        return version == 4
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }
}
