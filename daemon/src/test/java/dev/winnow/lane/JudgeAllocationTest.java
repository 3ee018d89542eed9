package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.winnow.attack.AttackListener;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.Enforcement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Promise 6, over all hops between queue and verdict: flows, streams, protocols and rules allocate nothing per packet,
/// and take what a flow or a transaction needs from pools.
final class JudgeAllocationTest {
    private static final int PACKETS = 100_000;
    private static final int WARM_UPS = 3;
    private static final Path SHARED_RULES = Path.of("..", "..", "shared", "rules", "et-open");

    /// One of every kind of place that rules look into.
    private static final String OWN = """
            alert http any any -> any any (flow:to_client; content:"200"; flowvar:u,"q"; sid:14;)
            alert ip any any -> any any (ttl:>1; sid:1; threshold:type limit, track by_src, count 1, seconds 60;)
            alert tcp any any -> any any (flow:established; content:"winnow"; pcre:"/w[a-z]+w/R"; sid:2;)
            alert tcp any any -> any 80 (flow:established,to_server; content:"POST"; flowbits:set,posted; sid:3;)
            alert tcp any 80 -> any any (flow:to_client; flowbits:isset,posted; stream_size:both,>,10; sid:4;)
            alert http any any -> any any (http.uri; content:"search"; pcre:"/(?P<flow_u>q)=([0-9])/"; sid:5;)
            alert http any any -> any any (http.header; content:"Mozilla"; http.cookie; content:"a="; sid:6;)
            alert http any any -> any any (http.request_body; content:"name"; to_sha1; bsize:20; sid:7;)
            alert http any any -> any any (flow:to_client; file.data; content:"words words"; sid:8;)
            alert http any any -> any any (http.stat_code; content:"200"; http.server; content:"nginx"; sid:9;)
            alert dns any any -> any any (dns.query; content:"example"; dotprefix; sid:10;)
            alert tls any any -> any any (tls.sni; content:"example"; to_lowercase; sid:11;)
            alert tls any any -> any any (ja3.hash; content:"a"; sid:12;)
            alert http any any -> any any (xbits:set,seen,track ip_src,expire 10; http.host; content:"www"; sid:13;)
            """;

    enum RuleSource {
        OWN,
        SHARED
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingPerPacket(RuleSource source) throws ConfigException, IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocated bytes");
        assumeTrue(
                source == RuleSource.OWN || Files.isDirectory(SHARED_RULES),
                "there are no rules of others in " + SHARED_RULES);
        WinnowConfig config = ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of())
                .config();
        LaneCounters counters = new LaneCounters();
        Fired fired = new Fired();
        MixedTraffic traffic = new MixedTraffic();
        try (Engine engine = new Engine(
                        config,
                        RuleCompiler.compile(rules(source, variables(config))).program());
                PacketJudge judge =
                        engine.newJudge(counters, fired, new AttackListener() {}, Enforcement.ENFORCED, true)) {
            for (int i = 0; i < WARM_UPS; i++) {
                judge(judge, traffic);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            judge(judge, traffic);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            CounterSnapshot counted = CounterSnapshot.of(List.of(counters));
            assertThat(counted.malformed() + counted.get(LaneCounter.WRONG_CHECKSUM))
                    .isZero();
            assertThat(source == RuleSource.SHARED
                            || fired.rules.cardinality() == engine.program().ruleCount())
                    .as("each rule has matched: %s", fired.rules)
                    .isTrue();
            // Reading the count costs the reader a little itself; one byte a packet would be 100,000.
            assertThat(allocated).isLessThan(PACKETS / 100);
        }
    }

    private static void judge(PacketJudge judge, MixedTraffic traffic) {
        for (int judged = 0; judged < PACKETS; judged += traffic.packetCount()) {
            traffic.run(judge);
        }
    }

    private static Variables variables(WinnowConfig config) {
        return new Variables(
                config.variables().addressGroups(), config.variables().portGroups());
    }

    private static List<ResolvedRule> rules(RuleSource source, Variables variables) throws IOException {
        if (source == RuleSource.OWN) {
            return parse(new SourceText("own", OWN), variables);
        }
        List<ResolvedRule> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(SHARED_RULES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".rules")).sorted().toList()) {
                rules.addAll(parse(SourceText.read(file), variables));
            }
        }
        return rules;
    }

    private static List<ResolvedRule> parse(SourceText text, Variables variables) {
        return RuleParser.parse(text, variables, Classifications.standard()).rules();
    }

    /// Remembers which rules matched.
    private static final class Fired implements JudgementListener {
        final BitSet rules = new BitSet(1 << 15);

        @Override
        public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {
            for (int i = 0; i < matches.count(); i++) {
                rules.set(matches.ruleIndex(i));
            }
        }

        @Override
        public void dropped(PacketView view, Flow flow, long verdictWord) {}
    }
}
