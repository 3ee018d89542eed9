package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.util.Optional;

/// A network, as CIDR writes it (RFC 4632, RFC 4291 section 2.3).
///
/// @param address its first address: all bits behind the prefix are 0
/// @param length  bits that all its addresses share, 0..32 or 0..128
public record Prefix(IpAddress address, int length) {
    /// @throws IllegalArgumentException if `length` does not fit the address or a bit behind it is set
    public Prefix {
        if (!IpRange.ofPrefix(address, length).first().equals(address)) {
            throw new IllegalArgumentException(address + " has bits behind a prefix of " + length);
        }
    }

    /// The network of `length` bits that `address` is in.
    public static Prefix around(IpAddress address, int length) {
        return new Prefix(IpRange.ofPrefix(address, length).first(), length);
    }

    /// Reads `address/length`, or a single address as a network of its own; bits behind the prefix are ignored.
    ///
    /// @return empty for anything else
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        return IpAddress.parse(host).flatMap(address -> {
            if (slash < 0) {
                return Optional.of(around(address, address.bits()));
            }
            String digits = text.substring(slash + 1);
            boolean isNumber =
                    !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return isNumber && Integer.parseInt(digits) <= address.bits()
                    ? Optional.of(around(address, Integer.parseInt(digits)))
                    : Optional.empty();
        });
    }

    /// The longest network that has both addresses, which are of one version.
    static Prefix common(IpAddress one, IpAddress other) {
        long high = one.high() ^ other.high();
        long low = one.low() ^ other.low();
        int shared = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
        return around(one, Math.min(one.bits(), shared - (one.version() == 4 ? 96 : 0)));
    }

    /// 4 or 6.
    public int version() {
        return address.version();
    }

    /// Whether it is one address alone.
    public boolean isHost() {
        return length == address.bits();
    }

    /// Its last address.
    public IpAddress last() {
        return IpRange.ofPrefix(address, length).last();
    }

    /// Whether `other` is one of its addresses.
    public boolean contains(IpAddress other) {
        return other.version() == version() && around(other, length).equals(this);
    }

    /// The network of twice the size that it is a half of; not for a length of 0.
    public Prefix parent() {
        return around(address, length - 1);
    }

    /// One of its halves, of which a host has none.
    public Prefix half(boolean upper) {
        return around(upper ? last() : address, length + 1);
    }

    /// As CIDR writes it; a single address without its length.
    @Override
    public String toString() {
        return isHost() ? address.toString() : address + "/" + length;
    }
}
