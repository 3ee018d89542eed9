package dev.winnow.detect;

import dev.winnow.flow.Direction;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules that speak of packets, by the packet's protocol and its direction in its flow, so that a packet meets
/// those alone that could match. Immutable, shared by all threads; owned by the program.
final class PacketGroups implements AutoCloseable {
    /// Directions, and none for packets without a flow.
    private static final int WAYS = Direction.values().length + 1;

    private static final int NO_FLOW = WAYS - 1;

    private final RuleGroup[] groups;

    private PacketGroups(RuleGroup[] groups) {
        this.groups = groups;
    }

    /// Compiles the groups; takes as many threads as the common pool has.
    static PacketGroups compile(List<CompiledRule> rules) {
        RuleGroup[] groups = IntStream.range(0, PacketGroup.values().length * WAYS)
                .parallel()
                .mapToObj(i -> group(rules, PacketGroup.values()[i / WAYS], i % WAYS))
                .toArray(RuleGroup[]::new);
        return new PacketGroups(groups);
    }

    private static RuleGroup group(List<CompiledRule> rules, PacketGroup group, int way) {
        PrefilterBuilder prefilter = new PrefilterBuilder();
        UnfilteredRules.Builder unfiltered = new UnfilteredRules.Builder();
        int[] members = IntStream.range(0, rules.size())
                .filter(i -> isMember(rules.get(i), group, way))
                .toArray();
        for (int i : members) {
            FastLiteral.of(rules.get(i).source().options(), Buffer.PAYLOAD::equals)
                    .ifPresentOrElse(
                            placed -> prefilter.add(i, placed.literal()),
                            () -> unfiltered.add(i, rules.get(i).source()));
        }
        return new RuleGroup(members.length, unfiltered.build(), prefilter.build());
    }

    private static boolean isMember(CompiledRule rule, PacketGroup group, int way) {
        return !rule.isTransactional()
                && PacketGroup.of(rule.source().protocol()).contains(group)
                && goes(rule, way);
    }

    /// Whether the rule's `flow` lets it match packets that go this way.
    private static boolean goes(CompiledRule rule, int way) {
        return rule.source().options().stream()
                .filter(Flow.class::isInstance)
                .map(Flow.class::cast)
                .allMatch(flow -> switch (flow.direction()) {
                    case ANY -> true;
                    case TO_SERVER -> way == Direction.TO_SERVER.ordinal();
                    case TO_CLIENT -> way == Direction.TO_CLIENT.ordinal();
                });
    }

    /// @param direction null for a packet without a flow
    RuleGroup of(PacketView view, Direction direction) {
        int way = direction == null ? NO_FLOW : direction.ordinal();
        return groups[PacketGroup.of(view).ordinal() * WAYS + way];
    }

    Stream<Prefilter> prefilters() {
        return Arrays.stream(groups).map(RuleGroup::prefilter).filter(p -> p != null);
    }

    /// What the groups are made of.
    List<ProgramStatistics.Group> statistics() {
        return IntStream.range(0, groups.length)
                .mapToObj(i -> groups[i].statistics(name(i)))
                .toList();
    }

    private static String name(int index) {
        String way = index % WAYS == NO_FLOW ? "no_flow" : Direction.values()[index % WAYS].name();
        return (PacketGroup.values()[index / WAYS] + " " + way).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {
        Arrays.stream(groups).forEach(RuleGroup::close);
    }
}
