package dev.winnow.detect;

import dev.winnow.flow.Direction;
import dev.winnow.packet.PacketView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The rules that ask for something in packets or streams, by the packet's protocol, its direction in its flow and
/// the server's port, so that a packet meets those alone that could match. Rules about transactions are among them
/// for the literal that the payload has to hold. Immutable, shared by all threads.
final class PacketGroups {
    /// Directions, and none for packets without a flow.
    static final int WAYS = Direction.values().length + 1;

    private static final int NO_FLOW = WAYS - 1;

    private final Way[] ways;

    /// The groups of one protocol and direction, by class of port.
    record Way(PortClasses classes, List<RuleGroup> groups) {}

    /// @param ways by [#index]
    PacketGroups(Way[] ways) {
        this.ways = ways;
    }

    static int index(PacketGroup group, int way) {
        return group.ordinal() * WAYS + way;
    }

    /// @param direction null for a packet without a flow, which is taken to go to a server
    RuleGroup of(PacketView view, Direction direction) {
        PacketGroup group = PacketGroup.of(view);
        Way way = ways[index(group, direction == null ? NO_FLOW : direction.ordinal())];
        if (way.groups.size() == 1) {
            return way.groups.getFirst();
        }
        int port = direction == Direction.TO_CLIENT ? view.sourcePort() : view.destinationPort();
        return way.groups.get(way.classes.of(port));
    }

    Stream<Prefilter> prefilters() {
        return Arrays.stream(ways)
                .flatMap(way -> way.groups.stream())
                .flatMap(group -> Stream.of(group.packets(), group.streams()))
                .filter(prefilter -> prefilter != null);
    }

    /// What the groups are made of.
    List<ProgramStatistics.Group> statistics() {
        List<ProgramStatistics.Group> statistics = new ArrayList<>();
        for (int i = 0; i < ways.length; i++) {
            for (int j = 0; j < ways[i].groups.size(); j++) {
                statistics.add(ProgramStatistics.Group.of(name(i, j), ways[i].groups.get(j)));
            }
        }
        return statistics;
    }

    private String name(int way, int portClass) {
        String protocol = PacketGroup.values()[way / WAYS].name().toLowerCase(Locale.ROOT);
        String direction = way % WAYS == NO_FLOW
                ? "without a flow"
                : Direction.values()[way % WAYS].name().toLowerCase(Locale.ROOT);
        String ports = ways[way].groups.size() == 1 ? "" : " " + ways[way].classes.ports(portClass);
        return protocol + " " + direction + ports;
    }
}
