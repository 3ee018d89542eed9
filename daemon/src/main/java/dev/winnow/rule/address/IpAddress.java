package dev.winnow.rule.address;

import java.util.Optional;

/// An IPv4 or IPv6 address as an unsigned number: `high` and `low` are its two halves in network order, and `high` is 0
/// for IPv4.
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {
    static final long IPV4_MAX = 0xFFFF_FFFFL;

    /// Reads a dotted quad or the text form of RFC 4291 section 2.2; empty for anything else. Never asks a name server.
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? IpText.ipv6(text) : IpText.ipv4(text);
    }

    static IpAddress ipv4(long value) {
        return new IpAddress(4, 0, value);
    }

    static IpAddress first(int version) {
        return new IpAddress(version, 0, 0);
    }

    static IpAddress last(int version) {
        return version == 4 ? ipv4(IPV4_MAX) : new IpAddress(6, -1, -1);
    }

    /// 32 or 128.
    public int bits() {
        return version == 4 ? 32 : 128;
    }

    boolean isFirst() {
        return high == 0 && low == 0;
    }

    boolean isLast() {
        return equals(last(version));
    }

    IpAddress next() {
        return new IpAddress(version, low == -1 ? high + 1 : high, low + 1);
    }

    IpAddress previous() {
        return new IpAddress(version, low == 0 ? high - 1 : high, low - 1);
    }

    /// By number, unsigned. Only addresses of one version have a meaningful order.
    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return IpText.format(this);
    }
}
