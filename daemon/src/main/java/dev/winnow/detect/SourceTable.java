package dev.winnow.detect;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.IpRange;
import dev.winnow.rule.syntax.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rules by the source addresses that they are for. Lists of hostile addresses, one rule after the other, thus cost
/// one binary search together. Immutable, shared by all threads.
final class SourceTable {
    /// Source sets of more addresses than this are met so often that finding them is not worth the table's memory.
    private static final long MAX_INDEXED_ADDRESSES = 1L << 28;

    private final int[] withIpv6Sources;
    private final long[] intervalStarts;
    private final int[][] rulesOfInterval;

    private SourceTable(Builder builder) {
        withIpv6Sources = toArray(builder.withIpv6Sources);
        intervalStarts =
                builder.changes.keySet().stream().mapToLong(Long::longValue).toArray();
        rulesOfInterval = new int[intervalStarts.length][];
        SortedSet<Integer> open = new TreeSet<>();
        for (int i = 0; i < intervalStarts.length; i++) {
            Change change = builder.changes.get(intervalStarts[i]);
            open.removeAll(change.ending);
            open.addAll(change.beginning);
            rulesOfInterval[i] = toArray(open);
        }
    }

    private static int[] toArray(Iterable<Integer> values) {
        List<Integer> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Whether the rule is for so few sources that a table is worth it.
    static boolean suits(ResolvedRule rule) {
        return rule.direction() == Direction.FORWARD && addresses(ipv4(rule)) <= MAX_INDEXED_ADDRESSES;
    }

    private static List<IpRange> ipv4(ResolvedRule rule) {
        return rule.source().ranges().stream()
                .filter(range -> range.version() == 4)
                .toList();
    }

    private static long addresses(List<IpRange> ipv4) {
        return ipv4.stream()
                .mapToLong(range -> range.last().low() - range.first().low() + 1)
                .sum();
    }

    /// The rules whose source sets begin or end at an address.
    private record Change(List<Integer> beginning, List<Integer> ending) {
        Change() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Collects rules for [SourceTable].
    static final class Builder {
        private final List<Integer> withIpv6Sources = new ArrayList<>();
        private final TreeMap<Long, Change> changes = new TreeMap<>();

        /// @param rule one that [#suits]
        void add(int ruleIndex, ResolvedRule rule) {
            if (rule.source().has(6)) {
                withIpv6Sources.add(ruleIndex);
            }
            for (IpRange range : ipv4(rule)) {
                changeAt(range.first().low()).beginning.add(ruleIndex);
                changeAt(range.last().low() + 1).ending.add(ruleIndex);
            }
        }

        private Change changeAt(long address) {
            return changes.computeIfAbsent(address, _ -> new Change());
        }

        SourceTable build() {
            return new SourceTable(this);
        }
    }

    /// Adds the rules that are for this packet's source. Allocates nothing.
    void collect(PacketView view, Candidates candidates) {
        if (view.ipVersion() == 6) {
            candidates.addAll(withIpv6Sources);
            return;
        }
        int found = Arrays.binarySearch(intervalStarts, Integer.toUnsignedLong(view.sourceIpv4()));
        int interval = found >= 0 ? found : -found - 2;
        if (interval >= 0) {
            candidates.addAll(rulesOfInterval[interval]);
        }
    }
}
