package dev.winnow.detect;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rules by the addresses that one end must have. Lists of hostile addresses, one rule after the other, thus cost one
/// binary search together. Immutable, shared by all threads.
final class AddressIntervals {
    private final int[] withIpv6;
    private final long[] starts;
    private final int[][] rulesOfInterval;

    private AddressIntervals(Builder builder) {
        withIpv6 = toArray(builder.withIpv6);
        starts = builder.changes.keySet().stream().mapToLong(Long::longValue).toArray();
        rulesOfInterval = new int[starts.length][];
        NavigableSet<Integer> open = new TreeSet<>();
        for (int i = 0; i < starts.length; i++) {
            Change change = builder.changes.get(starts[i]);
            change.ending.forEach(open::remove);
            open.addAll(change.beginning);
            rulesOfInterval[i] = toArray(open);
        }
    }

    private static int[] toArray(Iterable<Integer> values) {
        List<Integer> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The rules whose addresses begin or end at an address.
    private record Change(List<Integer> beginning, List<Integer> ending) {
        Change() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Collects rules for [AddressIntervals].
    static final class Builder {
        private final List<Integer> withIpv6 = new ArrayList<>();
        private final TreeMap<Long, Change> changes = new TreeMap<>();

        void add(int ruleIndex, AddressSet addresses) {
            if (addresses.has(6)) {
                withIpv6.add(ruleIndex);
            }
            for (IpRange range : addresses.ranges()) {
                if (range.version() == 4) {
                    changeAt(range.first().low()).beginning.add(ruleIndex);
                    changeAt(range.last().low() + 1).ending.add(ruleIndex);
                }
            }
        }

        private Change changeAt(long address) {
            return changes.computeIfAbsent(address, _ -> new Change());
        }

        AddressIntervals build() {
            return new AddressIntervals(this);
        }
    }

    /// Adds the rules that are for an address, of IPv6 all that are for any. Allocates nothing.
    ///
    /// @param ipv4 the address; anything for IPv6
    void collect(int ipVersion, int ipv4, Candidates candidates) {
        if (ipVersion == 6) {
            candidates.addAll(withIpv6);
            return;
        }
        int found = Arrays.binarySearch(starts, Integer.toUnsignedLong(ipv4));
        int interval = found >= 0 ? found : -found - 2;
        if (interval >= 0) {
            candidates.addAll(rulesOfInterval[interval]);
        }
    }
}
