package dev.winnow.detect;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.syntax.Direction;
import java.util.List;
import java.util.function.IntFunction;

/// Rules by their addresses, each by those of the end that fewer packets have. Immutable, shared by all threads.
///
/// @param bySource the rules that are for few sources
/// @param byDestination the others, which are for few destinations
record AddressTable(AddressIntervals bySource, AddressIntervals byDestination) {
    /// Sets of more addresses than this are met so often that finding them is not worth the table's memory.
    private static final long MAX_INDEXED_ADDRESSES = 1L << 28;

    /// Whether the rule is for so few addresses that a table is worth it.
    static boolean suits(ResolvedRule rule) {
        return rule.direction() == Direction.FORWARD
                && Math.min(ipv4Addresses(rule.source()), ipv4Addresses(rule.destination())) <= MAX_INDEXED_ADDRESSES;
    }

    private static long ipv4Addresses(AddressSet addresses) {
        return addresses.ranges().stream()
                .filter(range -> range.version() == 4)
                .mapToLong(range -> range.last().low() - range.first().low() + 1)
                .sum();
    }

    /// @param indexes of rules that [#suits]
    static AddressTable of(List<Integer> indexes, IntFunction<ResolvedRule> rules) {
        AddressIntervals.Builder sources = new AddressIntervals.Builder();
        AddressIntervals.Builder destinations = new AddressIntervals.Builder();
        for (int index : indexes) {
            ResolvedRule rule = rules.apply(index);
            if (ipv4Addresses(rule.source()) <= ipv4Addresses(rule.destination())) {
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
