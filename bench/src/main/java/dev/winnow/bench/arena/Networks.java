package dev.winnow.bench.arena;

import java.util.Collection;
import java.util.List;

/// IPv4 networks, and who is in them.
final class Networks {
    /// Everybody who attacks and is there.
    static final Networks ATTACKERS = new Networks(Addresses.ATTACKERS);

    private record Range(long first, long last) {}

    private final List<Range> ranges;

    /// @param prefixes in CIDR notation; an address alone stands for itself
    Networks(Collection<String> prefixes) {
        ranges = prefixes.stream().map(Networks::range).toList();
    }

    private static Range range(String prefix) {
        String[] parts = prefix.split("/", 2);
        int length = parts.length == 1 ? Integer.SIZE : Integer.parseInt(parts[1]);
        long size = 1L << (Integer.SIZE - length);
        long first = number(parts[0]) / size * size;
        return new Range(first, first + size - 1);
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << Byte.SIZE | Integer.parseInt(part);
        }
        return number;
    }

    boolean contains(String address) {
        return contains(number(address));
    }

    /// @param address its four bytes, the first in the highest
    boolean contains(long address) {
        return ranges.stream().anyMatch(range -> address >= range.first && address <= range.last);
    }

    /// Whether all of `prefix` is in one of them.
    boolean covers(String prefix) {
        Range range = range(prefix);
        return ranges.stream().anyMatch(outer -> range.first >= outer.first && range.last <= outer.last);
    }
}
