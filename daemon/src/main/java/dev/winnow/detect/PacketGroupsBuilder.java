package dev.winnow.detect;

import dev.winnow.flow.Direction;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.PortSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Sorts rules into [PacketGroups].
final class PacketGroupsBuilder {
    /// The services that carry most of what is worth filtering: web, mail, names, shells, files.
    private static final Set<Integer> BUSY_PORTS = Set.of(22, 25, 53, 80, 443, 445);

    private static final Set<PacketGroup> WITH_PORTS = EnumSet.of(PacketGroup.TCP, PacketGroup.UDP);

    private final List<CompiledRule> rules;
    private final WayDraft[] ways = new WayDraft[PacketGroup.values().length * PacketGroups.WAYS];
    private final Map<List<Integer>, AddressTable> tables = new HashMap<>();

    /// The rules of one protocol and direction: by class of port, and those that addresses filter on any port in one
    /// list for all.
    private static final class WayDraft {
        final PortClasses classes;
        final List<RuleGroupDraft> groups;
        final List<Integer> onAnyPort = new ArrayList<>();
        private final Map<PortSet, BitSet> meeting = new HashMap<>();

        WayDraft(PortClasses classes) {
            this.classes = classes;
            groups = Stream.generate(RuleGroupDraft::new).limit(classes.count()).toList();
        }

        void file(PortSet ports, Consumer<RuleGroupDraft> filing) {
            meeting.computeIfAbsent(ports, classes::meeting).stream().forEach(i -> filing.accept(groups.get(i)));
        }
    }

    /// @param rules those that ask nothing of packets are passed over
    PacketGroupsBuilder(List<CompiledRule> rules) {
        this.rules = rules;
        for (PacketGroup group : PacketGroup.values()) {
            for (int way = 0; way < PacketGroups.WAYS; way++) {
                ways[PacketGroups.index(group, way)] = new WayDraft(portClasses(group, way));
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            if (meetsPackets(rules.get(i))) {
                add(i, rules.get(i));
            }
        }
    }

    private PortClasses portClasses(PacketGroup group, int way) {
        if (!WITH_PORTS.contains(group)) {
            return PortClasses.ONE;
        }
        List<PortSet> named = rules.stream()
                .filter(rule -> meetsPackets(rule) && isMember(rule.source(), group, way))
                .map(rule -> serverPorts(rule.source(), way))
                .toList();
        return PortClasses.of(named, BUSY_PORTS);
    }

    /// Whether packets are asked for the rule's literal: even if it speaks of transactions, the payload may have
    /// to hold one as well.
    private static boolean meetsPackets(CompiledRule rule) {
        return !rule.isTransactional() || rule.isMixed();
    }

    private static boolean isMember(ResolvedRule rule, PacketGroup group, int way) {
        return PacketGroup.of(rule).contains(group) && goes(rule, way);
    }

    /// Whether the rule's `flow` lets it match packets that go this way.
    private static boolean goes(ResolvedRule rule, int way) {
        return switch (rule.side()) {
            case ANY -> true;
            case TO_SERVER -> way == Direction.TO_SERVER.ordinal();
            case TO_CLIENT -> way == Direction.TO_CLIENT.ordinal();
        };
    }

    /// The ports that a matching packet has on the side by which groups are told apart.
    private static PortSet serverPorts(ResolvedRule rule, int way) {
        if (rule.direction() == dev.winnow.rule.syntax.Direction.BOTH) {
            BitSet either = rule.sourcePorts().toBitSet();
            either.or(rule.destinationPorts().toBitSet());
            return PortSet.of(either);
        }
        return way == Direction.TO_CLIENT.ordinal() ? rule.sourcePorts() : rule.destinationPorts();
    }

    private void add(int index, CompiledRule rule) {
        ResolvedRule source = rule.source();
        Optional<FastLiteral> literal = rule.payloadLiteral();
        boolean byAddress = literal.isEmpty() && AddressTable.suits(source);
        for (PacketGroup group : PacketGroup.of(source)) {
            PayloadScope scope = group == PacketGroup.TCP ? rule.payloadScope() : PayloadScope.PACKET;
            Consumer<RuleGroupDraft> filing =
                    byAddress ? draft -> draft.addByAddress(index) : draft -> draft.add(index, literal, scope);
            for (int way = 0; way < PacketGroups.WAYS; way++) {
                if (goes(source, way)) {
                    add(index, ways[PacketGroups.index(group, way)], serverPorts(source, way), byAddress, filing);
                }
            }
        }
    }

    private static void add(
            int index, WayDraft way, PortSet ports, boolean byAddress, Consumer<RuleGroupDraft> filing) {
        if (byAddress && ports.isAny()) {
            way.onAnyPort.add(index);
        } else {
            way.file(ports, filing);
        }
    }

    /// What the groups search for.
    Stream<List<FastLiteral>> literalSets() {
        return Arrays.stream(ways).flatMap(way -> way.groups.stream()).flatMap(RuleGroupDraft::literalSets);
    }

    /// @param databases has those of [#literalSets]
    PacketGroups build(PatternDatabases databases) {
        return new PacketGroups(
                Arrays.stream(ways).map(way -> build(way, databases)).toArray(PacketGroups.Way[]::new));
    }

    private PacketGroups.Way build(WayDraft way, PatternDatabases databases) {
        List<RuleGroup> groups = way.groups.stream()
                .map(draft -> draft.build(way.onAnyPort, this::table, databases))
                .toList();
        return new PacketGroups.Way(way.classes, groups);
    }

    private AddressTable table(List<Integer> indexes) {
        return tables.computeIfAbsent(
                indexes, _ -> AddressTable.of(indexes, i -> rules.get(i).source()));
    }
}
