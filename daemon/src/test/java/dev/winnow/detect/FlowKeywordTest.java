package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.flow.StreamListener;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A handshake, a request and its answer: which of the packets a rule about their connection alerts on.
final class FlowKeywordTest {
    private static final long FIRST_NS = TestPackets.NOW_NS + 900_000_000;
    private static final long STEP_NS = 300_000_000;

    /// Packets 1 to 3 are the handshake, 4 the request, 5 the answer, 6 its acknowledgment.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp any any -> any any (sid:1;) | 1 2",
                "tcp any any -> any any (flow:established; sid:1;) | 4 5 6",
                "tcp any any -> any any (flow:not_established; sid:1;) | 1 2 3",
                "tcp any any -> any any (flow:to_server; sid:1;) | 1 3 4 6",
                "tcp any any -> any any (flow:to_client; sid:1;) | 2 5",
                "tcp any any -> any any (flow:established,from_server; sid:1;) | 5",
                "tcp any any -> any any (flow:stateless; ttl:>0; sid:1;) | 1 2 3 4 5 6",
                "tcp any any -> any any (content:\"request\"; sid:1;) | 6",
                "tcp any any -> any any (content:\"request\"; startswith; sid:1;) | 4 6",
                "tcp-pkt any any -> any any (content:\"request\"; sid:1;) | 4",
                "tcp-stream any any -> any any (content:\"request\"; sid:1;) | 6",
                "tcp any any -> any any (content:\"request\"; flow:no_stream; sid:1;) | 4",
                "tcp any any -> any any (content:\"request\"; flow:only_stream; sid:1;) | 6",
                "tcp any any -> any any (isdataat:!9; flow:only_stream; sid:1;) | 6",
                "tcp any any -> any any (flow:only_stream; sid:1;) | ''",
                "tcp any any -> any any (flow:only_stream,established; stream_size:client,>,0; sid:1;) | ''",
                "ip any any -> any any (flow:only_stream; sid:1;) | ''",
                "tcp-stream any any -> any any (flow:to_client; sid:1;) | 2 5",
                "tcp any any -> any any (content:\"request\"; dsize:7; sid:1;) | 4",
                "tcp any any -> any any (content:\"answer\"; sid:1;) | ''",
                "tcp any any -> any any (flow.age:0; sid:1;) | 1",
                "tcp any any -> any any (flow.age:1; sid:1;) | 2 3 4",
                "tcp any any -> any any (flow.age:>1; sid:1;) | 5 6"
            })
    void shouldKnowThePacketsPlaceInItsConnection(String rule, String packets) {
        assertThat(alerts("alert " + rule)).isEqualTo(packets.strip());
    }

    /// The same connection, of which the first two packets and the answers were not seen: nothing is put together.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp any any -> any any (content:\"request\"; sid:1;) | 2",
                "tcp-stream any any -> any any (content:\"request\"; sid:1;) | 2",
                "tcp any any -> any any (content:\"request\"; flow:only_stream; sid:1;) | ''",
                "ip any any -> any any (content:\"request\"; flow:only_stream; sid:1;) | ''",
                "tcp any any -> any any (content:\"request\"; depth:9; flow:only_stream; sid:1;) | ''",
                "tcp any any -> any any (content:!\"zzz\"; flow:only_stream; sid:1;) | ''"
            })
    void shouldFindNoStreamWhereNothingWasPutTogether(String rule, String packets) {
        List<PacketBuilder> all = connection();
        assertThat(alerts("alert " + rule, List.of(all.get(2), all.get(3), all.get(5))))
                .isEqualTo(packets.strip());
    }

    private static String alerts(String rule) {
        return alerts(rule, connection());
    }

    private static String alerts(String rule, List<PacketBuilder> connection) {
        List<String> hits = new ArrayList<>();
        try (Arena arena = Arena.ofConfined();
                RuleProgram program =
                        RuleCompiler.compile(TestRules.parse(rule)).program();
                RuleEvaluator evaluator = new RuleEvaluator(program, new ThresholdTable(8, 1))) {
            FlowTable flows = new FlowTable(arena, FlowSettings.DEFAULT, new Deaf());
            Matches matches = new Matches();
            for (int i = 0; i < connection.size(); i++) {
                PacketView view = TestPackets.view(connection.get(i).build(), FIRST_NS + i * STEP_NS);
                evaluator.decide(view, flows.track(view), matches);
                if (matches.count() > 0) {
                    hits.add(Integer.toString(i + 1));
                }
            }
        }
        return String.join(" ", hits);
    }

    private static List<PacketBuilder> connection() {
        return List.of(
                client(TcpFlags.SYN, 100, 0),
                server(TcpFlags.SYN | TcpFlags.ACK, 500, 101),
                client(TcpFlags.ACK, 101, 501),
                client(TcpFlags.ACK | TcpFlags.PSH, 101, 501).payload("request"),
                server(TcpFlags.ACK | TcpFlags.PSH, 501, 108).payload("answer"),
                client(TcpFlags.ACK, 108, 507));
    }

    private static PacketBuilder client(int flags, int sequence, int acknowledgment) {
        return PacketBuilder.raw()
                .ipv4(TestPackets.CLIENT, TestPackets.SERVER)
                .tcp(40_000, 80)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment);
    }

    private static PacketBuilder server(int flags, int sequence, int acknowledgment) {
        return PacketBuilder.raw()
                .ipv4(TestPackets.SERVER, TestPackets.CLIENT)
                .tcp(80, 40_000)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment);
    }

    private static final class Deaf implements StreamListener {
        @Override
        public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {}

        @Override
        public void gap(Flow flow, Direction direction, long lostBytes) {}

        @Override
        public void closed(Flow flow, Direction direction) {}

        @Override
        public void ended(Flow flow) {}
    }
}
