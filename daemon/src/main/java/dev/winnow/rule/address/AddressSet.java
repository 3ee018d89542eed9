package dev.winnow.rule.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of addresses of both families, kept as sorted ranges that neither overlap nor touch. Immutable; lookups
/// allocate nothing and may come from any thread.
public final class AddressSet {
    /// Every address.
    public static final AddressSet ANY = of(List.of(IpRange.all(4), IpRange.all(6)));

    private final List<IpRange> ranges;
    private final SortedRanges ipv4;
    private final SortedRanges ipv6;

    private AddressSet(List<IpRange> merged) {
        ranges = merged;
        ipv4 = new SortedRanges(merged.stream().filter(r -> r.version() == 4).toList());
        ipv6 = new SortedRanges(merged.stream().filter(r -> r.version() == 6).toList());
    }

    /// The addresses in any of `ranges`.
    public static AddressSet of(List<IpRange> ranges) {
        return new AddressSet(merge(ranges));
    }

    /// Whether the address is in the set.
    ///
    /// @param high upper half in network order, 0 for IPv4
    /// @param low lower half; for IPv4 only its last 32 bits count, so an IPv4-mapped address will do
    /// @param ipVersion 4 or 6
    public boolean contains(long high, long low, int ipVersion) {
        return ipVersion == 4 ? ipv4.contains(0, low & IpAddress.IPV4_MAX) : ipv6.contains(high, low);
    }

    /// True if every address of both families is in the set.
    public boolean isAny() {
        return equals(ANY);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// True if the set has addresses of this IP version.
    public boolean has(int ipVersion) {
        return !(ipVersion == 4 ? ipv4 : ipv6).isEmpty();
    }

    /// Sorted, disjoint, IPv4 first.
    public List<IpRange> ranges() {
        return ranges;
    }

    /// The addresses in this set and not in `other`.
    public AddressSet minus(AddressSet other) {
        List<IpRange> left = new ArrayList<>();
        for (IpRange range : ranges) {
            cut(range, other.ranges, left);
        }
        return of(left);
    }

    /// Adds what `holes`, which are sorted, leave of `range`.
    private static void cut(IpRange range, List<IpRange> holes, List<IpRange> left) {
        IpAddress from = range.first();
        for (IpRange hole : holes) {
            if (hole.version() != range.version() || hole.last().compareTo(from) < 0) {
                continue;
            }
            if (hole.first().compareTo(range.last()) > 0) {
                break;
            }
            if (hole.first().compareTo(from) > 0) {
                left.add(new IpRange(from, hole.first().previous()));
            }
            if (hole.last().compareTo(range.last()) >= 0) {
                return;
            }
            from = hole.last().next();
        }
        left.add(new IpRange(from, range.last()));
    }

    private static List<IpRange> merge(List<IpRange> unsorted) {
        List<IpRange> sorted = new ArrayList<>(unsorted);
        sorted.sort(Comparator.comparingInt(IpRange::version).thenComparing(IpRange::first));
        List<IpRange> merged = new ArrayList<>();
        for (IpRange next : sorted) {
            IpRange previous = merged.isEmpty() ? null : merged.getLast();
            if (previous != null && touches(previous, next)) {
                IpAddress last = previous.last().compareTo(next.last()) < 0 ? next.last() : previous.last();
                merged.set(merged.size() - 1, new IpRange(previous.first(), last));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    private static boolean touches(IpRange previous, IpRange next) {
        return previous.version() == next.version()
                && (previous.last().isLast()
                        || next.first().compareTo(previous.last().next()) <= 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSet set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
