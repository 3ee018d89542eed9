package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleProgram;
import dev.winnow.flow.Flow;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request on the SYN itself, as TCP Fast Open has it (RFC 7413), is judged once the connection is established.
final class HandshakeDataTest {
    private static final String REQUEST = "GET /etc/passwd HTTP/1.0\r\n\r\n";
    private static final String ANSWER = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CLIENT = 1000;
    private static final int SERVER = 5000;

    @ParameterizedTest
    @ValueSource(strings = {"flow:established,to_server; ", "flow:to_server; ", ""})
    void shouldAlertOnceOnARequestOnTheSyn(String flow) throws ConfigException {
        String rule = "alert http any any -> any any (" + flow + "http.uri; content:\"/etc/passwd\"; sid:1;)";
        WinnowConfig config = ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of())
                .config();
        LaneCounters counters = new LaneCounters();
        int asked = CLIENT + 1 + REQUEST.length();
        int answered = SERVER + 1 + ANSWER.length();
        try (Engine engine = new Engine(config, program(rule));
                PacketJudge judge = engine.newJudge(counters, new Deaf(), false, false)) {
            judge(judge, packet(true, TcpFlags.SYN, CLIENT, 0).payload(REQUEST));
            judge(judge, packet(false, TcpFlags.SYN | TcpFlags.ACK, SERVER, asked));
            judge(judge, packet(true, TcpFlags.ACK, asked, SERVER + 1));
            judge(judge, packet(false, TcpFlags.ACK, SERVER + 1, asked).payload(ANSWER));
            judge(judge, packet(true, TcpFlags.ACK, asked, answered));
            judge(judge, packet(true, TcpFlags.ACK, asked, answered));
        }
        assertThat(CounterSnapshot.of(List.of(counters)).get(LaneCounter.ALERTS))
                .isEqualTo(1);
    }

    private static void judge(PacketJudge judge, PacketBuilder packet) {
        MemorySegment bytes = packet.build();
        int length = (int) bytes.byteSize();
        judge.judgeIp(bytes, 0, length, length, 1, ChecksumMode.VALIDATE);
    }

    private static PacketBuilder packet(boolean toServer, int flags, int sequence, int acknowledgment) {
        PacketBuilder builder = toServer
                ? PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").tcp(40_000, 80)
                : PacketBuilder.raw().ipv4("198.18.0.2", "198.18.0.1").tcp(80, 40_000);
        return builder.flags(flags).sequence(sequence).acknowledgment(acknowledgment);
    }

    private static RuleProgram program(String rules) {
        return RuleCompiler.compile(
                        RuleParser.parse(new SourceText("test", rules), Variables.NONE, Classifications.standard())
                                .rules())
                .program();
    }

    private static final class Deaf implements JudgementListener {
        @Override
        public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, boolean onWire) {}

        @Override
        public void dropped(PacketView view, Flow flow, long verdictWord) {}
    }
}
