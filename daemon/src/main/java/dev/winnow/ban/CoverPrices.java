package dev.winnow.ban;

/// What a cover costs, in the weight of attackers: a cover lets an attacker through rather than pay more than he
/// weighs.
///
/// @param goodSource    blocking a good source of weight 1
/// @param stranger      blocking an address of which nothing is known; for IPv6 a network of 64 bits, which is what one
///                      customer has at least (RFC 6177)
/// @param entry         one more prefix to block
/// @param widestIpv4    the shortest IPv4 prefix that may be blocked, in bits
/// @param widestIpv6    the shortest IPv6 prefix that may be blocked, in bits
public record CoverPrices(double goodSource, double stranger, double entry, int widestIpv4, int widestIpv6) {
    /// A visitor outweighs a hundred attackers, 64 strangers one, and ten entries one; nothing wider than a /16 or a
    /// /48.
    public static final CoverPrices DEFAULT = new CoverPrices(100, 1.0 / 64, 0.1, 16, 48);

    private static final double MICROS = 1e6;
    private static final long ENOUGH = Long.MAX_VALUE / 1_000_000;

    public CoverPrices {
        if (!(goodSource >= 0 && stranger >= 0 && entry >= 0)) {
            throw new IllegalArgumentException("prices must not be negative");
        }
        if (widestIpv4 < 0 || widestIpv4 > 32 || widestIpv6 < 0 || widestIpv6 > 128) {
            throw new IllegalArgumentException("the widest prefix must be 0..32 and 0..128 bits long");
        }
    }

    /// Letting attackers of this weight through, in millionths.
    long letThrough(long attackWeight) {
        return micros((double) attackWeight);
    }

    /// Blocking a prefix, in millionths; so much that nobody would where it is wider than allowed.
    ///
    /// @param known addresses in it that are attackers or good sources
    long block(Prefix prefix, int known, long goodWeight) {
        if (prefix.length() < (prefix.version() == 4 ? widestIpv4 : widestIpv6)) {
            return ENOUGH;
        }
        double places = Math.scalb(1.0, (prefix.version() == 4 ? 32 : 64) - Math.min(prefix.length(), 64));
        return micros(entry + goodSource * (double) goodWeight + stranger * Math.max(0, places - known));
    }

    private static long micros(double price) {
        return (long) Math.min(ENOUGH, Math.rint(price * MICROS));
    }
}
