package dev.winnow.bench.hop;

import dev.winnow.attack.AttackListener;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.lane.Engine;
import dev.winnow.lane.JudgementListener;
import dev.winnow.lane.PacketJudge;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.Enforcement;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The fourth to the sixth hop together: a connection of 40 HTTP transactions from SYN to FIN, every tenth of which a
/// rule alerts on.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgeBench {
    private static final int TRANSACTIONS = 40;
    private static final int ALERT_STEP = 10;
    private static final long PAUSE_NS = 60_000_000_000L;
    private static final String RULES = """
            alert http any any -> any any (flow:to_server; http.uri; content:"/evil"; pcre:"/q=[0-9]+/"; sid:1;)
            alert http any any -> any any (flow:to_server; http.header; content:"X-Evil"; sid:2;)
            alert http any any -> any any (flow:to_server; http.user_agent; content:"sqlmap"; sid:3;)
            alert http any any -> any any (flow:to_client; file.data; content:"evil words"; sid:4;)
            alert http any any -> any any (flow:to_client; http.stat_code; content:"500"; sid:5;)
            """;

    private Arena arena;
    private Engine engine;
    private PacketJudge judge;
    private List<MemorySegment> packets;
    private long alerts;
    private long nowNs;

    /// Writes the connection down, and sees that each time just the marked transactions raise an alert.
    @Setup(Level.Trial)
    public void prepare() throws ConfigException {
        arena = Arena.ofConfined();
        TcpTalk talk = new TcpTalk(arena, SamplePacket.SOURCE_PORT).open();
        for (int i = 0; i < TRANSACTIONS; i++) {
            talk.client("GET " + (i % ALERT_STEP == 0 ? "/evil" : "/good") + "?q=" + i + " HTTP/1.1\r\n"
                    + "Host: www.example.org\r\nUser-Agent: Mozilla/5.0\r\n\r\n");
            talk.server("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 1000\r\n\r\n"
                    + "words ".repeat(200).substring(0, 1000));
        }
        packets = talk.close().packets();
        RuleFile file = RuleParser.parse(
                SourceText.of("bench.rules", RULES.getBytes(StandardCharsets.ISO_8859_1)),
                Variables.NONE,
                Classifications.standard());
        engine = new Engine(
                ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of())
                        .config(),
                RuleCompiler.compile(file.rules()).program());
        judge = engine.newJudge(
                new LaneCounters(), new Counting(), new AttackListener() {}, Enforcement.ENFORCED, false);
        for (int round = 1; round <= 2; round++) {
            Verified.equal("alerts", judgeConnection(), (long) round * TRANSACTIONS / ALERT_STEP);
        }
    }

    /// All packets of the connection, a minute after the last one.
    @Benchmark
    public long judgeConnection() {
        nowNs += PAUSE_NS;
        for (int i = 0; i < packets.size(); i++) {
            MemorySegment packet = packets.get(i);
            int length = (int) packet.byteSize();
            judge.judgeIp(packet, 0, length, length, nowNs, ChecksumMode.IGNORE);
        }
        return alerts;
    }

    /// Frees the native memory, the judge's before the engine's.
    @TearDown(Level.Trial)
    public void free() {
        judge.close();
        engine.close();
        arena.close();
    }

    private final class Counting implements JudgementListener {
        @Override
        public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {
            alerts += matches.count();
        }

        @Override
        public void dropped(PacketView view, Flow flow, long verdictWord) {}
    }
}
