package dev.winnow.event;

import dev.winnow.rule.address.IpAddress;
import java.util.HexFormat;

/// Addresses as EVE writes them: IPv4 dotted, IPv6 in full, without `::`.
final class AddressText {
    private static final long IPV4_MASK = 0xFFFF_FFFFL;
    private static final HexFormat HEX = HexFormat.of();

    private AddressText() {}

    /// @param high     the first 64 bits of an IPv6 address
    /// @param low      its last 64 bits; for IPv4, the address in the last 32
    static String of(int ipVersion, long high, long low) {
        return ipVersion == 6 ? ipv6(high, low) : ipv4((int) low);
    }

    /// The same as a number.
    static IpAddress number(int ipVersion, long high, long low) {
        return ipVersion == 6 ? new IpAddress(6, high, low) : new IpAddress(4, 0, low & IPV4_MASK);
    }

    private static String ipv4(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 0xFF) + "." + ((address >>> 8) & 0xFF) + "."
                + (address & 0xFF);
    }

    private static String ipv6(long high, long low) {
        StringBuilder text = new StringBuilder(39);
        for (int group = 0; group < 8; group++) {
            long half = group < 4 ? high : low;
            text.append(group > 0 ? ":" : "").append(HEX.toHexDigits((short) (half >>> (48 - 16 * (group & 3)))));
        }
        return text.toString();
    }
}
