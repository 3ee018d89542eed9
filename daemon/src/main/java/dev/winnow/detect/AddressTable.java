package dev.winnow.detect;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.syntax.Direction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Rules by their addresses, each by those of the end that tells more. Addresses that many rules name tell little: they
/// are the network that is watched, and every packet has them. Immutable, shared by all threads.
///
/// @param bySource the rules that are found by the packet's source
/// @param byDestination the others, which are found by its destination
record AddressTable(AddressIntervals bySource, AddressIntervals byDestination) {
    /// Sets of more addresses than this are met so often that finding them is not worth the table's memory.
    private static final long MAX_INDEXED_ADDRESSES = 1L << 28;

    /// Whether the rule is for so few addresses that a table is worth it.
    static boolean suits(ResolvedRule rule) {
        return rule.direction() == Direction.FORWARD && (isFew(rule.source()) || isFew(rule.destination()));
    }

    private static boolean isFew(AddressSet addresses) {
        return ipv4Addresses(addresses) <= MAX_INDEXED_ADDRESSES;
    }

    private static long ipv4Addresses(AddressSet addresses) {
        return addresses.ranges().stream()
                .filter(range -> range.version() == 4)
                .mapToLong(range -> range.last().low() - range.first().low() + 1)
                .sum();
    }

    /// @param indexes of rules that [#suits]
    static AddressTable of(List<Integer> indexes, IntFunction<ResolvedRule> rules) {
        Map<AddressSet, Integer> uses = new HashMap<>();
        for (int index : indexes) {
            uses.merge(rules.apply(index).source(), 1, Integer::sum);
            uses.merge(rules.apply(index).destination(), 1, Integer::sum);
        }
        Comparator<AddressSet> order = Comparator.comparing((AddressSet addresses) -> !isFew(addresses))
                .thenComparing(uses::get)
                .thenComparing(AddressTable::ipv4Addresses);
        AddressIntervals.Builder sources = new AddressIntervals.Builder();
        AddressIntervals.Builder destinations = new AddressIntervals.Builder();
        for (int index : indexes) {
            ResolvedRule rule = rules.apply(index);
            if (order.compare(rule.source(), rule.destination()) <= 0) {
                sources.add(index, rule.source());
            } else {
                destinations.add(index, rule.destination());
            }
        }
        return new AddressTable(sources.build(), destinations.build());
    }

    /// Adds the rules that are for this packet's addresses. Allocates nothing.
    void collect(PacketView view, Candidates candidates) {
        bySource.collect(view.ipVersion(), view.sourceIpv4(), candidates);
        byDestination.collect(view.ipVersion(), view.destinationIpv4(), candidates);
    }
}
