package dev.winnow.ban.allow;

import dev.winnow.rule.address.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/// Addresses as files below `/proc/net` have them: 32-bit words in hexadecimal, in the host's byte order.
final class ProcAddress {
    private static final int IPV4_DIGITS = 8;
    private static final int IPV6_DIGITS = 32;
    private static final long MAPPED_PREFIX = 0xFFFFL;

    private ProcAddress() {}

    /// @param inNetworkOrder whether the bytes are in the order of the address, as in `ipv6_route`
    /// @return empty where the text is no address; an IPv4 address in IPv6's clothes as IPv4
    static Optional<IpAddress> parse(String digits, boolean inNetworkOrder) {
        boolean isHexadecimal = digits.chars().allMatch(HexFormat::isHexDigit);
        if (!isHexadecimal || (digits.length() != IPV4_DIGITS && digits.length() != IPV6_DIGITS)) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(digits);
        if (!inNetworkOrder && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            turnWords(bytes);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(
                bytes.length == Integer.BYTES
                        ? ipv4(Integer.toUnsignedLong(buffer.getInt()))
                        : ipv6(buffer.getLong(), buffer.getLong()));
    }

    private static void turnWords(byte[] bytes) {
        for (int word = 0; word < bytes.length; word += Integer.BYTES) {
            int value = ByteBuffer.wrap(bytes).getInt(word);
            ByteBuffer.wrap(bytes).putInt(word, Integer.reverseBytes(value));
        }
    }

    private static IpAddress ipv4(long value) {
        return new IpAddress(4, 0, value);
    }

    private static IpAddress ipv6(long high, long low) {
        return high == 0 && low >>> Integer.SIZE == MAPPED_PREFIX
                ? ipv4(low & 0xFFFF_FFFFL)
                : new IpAddress(6, high, low);
    }
}
