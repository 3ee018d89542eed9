package dev.winnow.rule.address;

/// Addresses of one version from `first` to `last`, both included.
public record IpRange(IpAddress first, IpAddress last) {
    public IpRange {
        if (first.version() != last.version() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("range " + first + "-" + last);
        }
    }

    /// Every address of IP version `version`.
    public static IpRange all(int version) {
        return new IpRange(IpAddress.first(version), IpAddress.last(version));
    }

    /// The network that `address` is in. Bits after the prefix are ignored.
    ///
    /// @param prefixLength 0..32 or 0..128
    public static IpRange ofPrefix(IpAddress address, int prefixLength) {
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException("prefix length " + prefixLength);
        }
        int hostBits = address.bits() - prefixLength;
        long lowMask = hostBits >= 64 ? -1 : (1L << hostBits) - 1;
        long highMask = hostBits <= 64 ? 0 : hostBits == 128 ? -1 : (1L << (hostBits - 64)) - 1;
        return new IpRange(
                new IpAddress(address.version(), address.high() & ~highMask, address.low() & ~lowMask),
                new IpAddress(address.version(), address.high() | highMask, address.low() | lowMask));
    }

    /// 4 or 6.
    public int version() {
        return first.version();
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + "-" + last;
    }
}
