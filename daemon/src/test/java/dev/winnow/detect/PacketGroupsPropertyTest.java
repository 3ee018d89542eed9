package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.header.HeaderMatcher;
import dev.winnow.flow.Direction;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Groups against one group with everything: whatever a packet can match is in the packet's group.
final class PacketGroupsPropertyTest {
    private static final Direction[] DIRECTIONS = {null, Direction.TO_SERVER, Direction.TO_CLIENT};

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> ports = Arbitraries.of(
                "any", "any", "80", "!80", "[80,443]", "[25,80,!443]", "1024:", "[1:1023,!25]", "!1024:", "40000");
        Arbitrary<String> header = Combinators.combine(
                        Arbitraries.of("tcp", "udp", "ip", "tcp-pkt", "tcp-stream"),
                        Arbitraries.of("any", "any", "198.18.0.1", "!198.18.0.1", "[198.18.0.2,198.18.1.0/24]"),
                        ports,
                        Arbitraries.of("->", "->", "<>"),
                        ports)
                .as((protocol, source, sourcePort, arrow, port) -> "alert %s %s %s %s any %s"
                        .formatted(
                                protocol,
                                source,
                                "ip".equals(protocol) ? "any" : sourcePort,
                                arrow,
                                "ip".equals(protocol) ? "any" : port));
        Arbitrary<String> options = Arbitraries.of(
                "",
                "flow:to_server; ",
                "content:\"abc\"; ",
                "content:\"abc\"; depth:9; ",
                "flow:to_client; content:\"b\"; ",
                "flow:to_server; content:\"c\"; ",
                "isdataat:1; ");
        return Combinators.combine(header, options)
                .as((head, body) -> head + " (" + body + "sid:")
                .filter(rule -> !(rule.contains("tcp-stream") && rule.contains("dsize")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void shouldHaveEveryRuleThatCanMatch(@ForAll("rules") List<String> texts) {
        String text = IntStream.range(0, texts.size())
                .mapToObj(i -> texts.get(i) + (i + 1) + ";)\n")
                .reduce("", String::concat);
        try (RuleProgram program = RuleCompiler.compile(TestRules.parse(text)).program()) {
            for (PacketView view : packets()) {
                for (Direction direction : DIRECTIONS) {
                    Set<Integer> members = members(program.packetGroup(view, direction), view);
                    for (int i = 0; i < program.ruleCount(); i++) {
                        if (canMatch(program.rule(i), view, direction)) {
                            assertThat(members)
                                    .as("%s, %d to %d, %s", text, view.sourcePort(), view.destinationPort(), direction)
                                    .contains(i);
                        }
                    }
                }
            }
        }
    }

    private static boolean canMatch(ResolvedRule rule, PacketView view, Direction direction) {
        boolean goes = switch (rule.side()) {
            case ANY -> true;
            case TO_SERVER -> direction == Direction.TO_SERVER;
            case TO_CLIENT -> direction == Direction.TO_CLIENT;
        };
        boolean carried = PacketGroup.of(rule).contains(PacketGroup.of(view));
        return goes && carried && HeaderMatcher.of(rule).matches(view);
    }

    private static Set<Integer> members(RuleGroup group, PacketView view) {
        Candidates candidates = new Candidates(64);
        group.unfiltered().collect(view, candidates);
        Stream.of(group.packets(), group.streams())
                .filter(prefilter -> prefilter != null)
                .forEach(prefilter -> IntStream.range(0, prefilter.patternCount())
                        .forEach(id -> candidates.addAll(prefilter.rulesOf(id))));
        Set<Integer> members = new HashSet<>();
        for (int rule = candidates.takeFirst(); rule >= 0; rule = candidates.takeFirst()) {
            members.add(rule);
        }
        return members;
    }

    private static List<PacketView> packets() {
        int[] ports = {25, 80, 81, 443, 1023, 1024, 40_000};
        List<PacketView> packets = new ArrayList<>();
        for (int source : ports) {
            for (int destination : ports) {
                for (String address : List.of("198.18.0.1", "198.18.1.9")) {
                    packets.add(TestPackets.view(PacketBuilder.raw()
                            .ipv4(address, "198.18.0.77")
                            .tcp(source, destination)
                            .payload("abc")));
                    packets.add(TestPackets.view(PacketBuilder.raw()
                            .ipv4(address, "198.18.0.77")
                            .udp(source, destination)
                            .payload("abc")));
                }
            }
        }
        return packets;
    }
}
