package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Promise 6: judging allocates nothing, whatever a packet meets on its way.
final class AllocationTest {
    private static final int PACKETS = 100_000;

    /// Until code is compiled for good, the thread allocates now and then when it is compiled anew.
    private static final int ROUNDS = 5;

    private static final String RULES = """
            drop tcp any any -> any 80 (content:"EXTENDEDPROTOCOL"; nocase; sid:1;)
            alert tcp 198.18.0.0/15 any -> any any (content:"GET"; content:"a"; distance:1; within:20; sid:2;)
            alert tcp any any -> any any (content:"GET"; pcre:"/^ .[a-z]+/R"; pcre:!"/zzz/"; sid:3;)
            alert tcp any any -> any any (content:!"POST"; isdataat:3; dsize:>2; ttl:>1; flags:A+; sid:4;)
            alert udp any any <> any 53 (threshold:type both, track by_src, count 3, seconds 60; sid:5;)
            alert ip any any -> any any (detection_filter:track by_both, count 2, seconds 1; sid:6;)
            pass icmp any any -> any any (itype:8; sid:7;)
            alert tcp any any -> any any (content:"G"; byte_extract:1,0,v,relative; byte_test:1,!=,v,0; sid:8;)
            alert tcp any any -> any any (content:"GET"; byte_jump:0,0,relative; \
                byte_math:bytes 1,offset 0,oper +,rvalue 1,result w,relative; byte_test:1,<,w,0; sid:9;)
            alert tcp any any -> any any (content:"GET "; base64_decode:relative; base64_data; content:!"z"; sid:10;)
            """;

    @Test
    void shouldAllocateNothingPerPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocated bytes");
        List<PacketView> views = views();
        Matches matches = new Matches();
        try (RuleProgram program = RuleCompiler.compile(TestRules.parse(RULES)).program();
                RuleEvaluator evaluator = new RuleEvaluator(program, new ThresholdTable(64, 1))) {
            long matched = judge(evaluator, views, matches);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                matched += judge(evaluator, views, matches);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }

            assertThat(matched).isGreaterThan(PACKETS);
            // Reading the count costs the reader a little itself; one byte a packet would be 100,000.
            assertThat(least).isLessThan(PACKETS / 100);
        }
    }

    private static long judge(RuleEvaluator evaluator, List<PacketView> views, Matches matches) {
        long matched = 0;
        for (int i = 0; i < PACKETS; i++) {
            evaluator.decide(views.get(i % views.size()), null, matches);
            matched += matches.count();
        }
        return matched;
    }

    private static List<PacketView> views() {
        return List.of(
                TestPackets.tcp("GET /aaaa HTTP/1.1"),
                TestPackets.tcp("$ExtendedProtocol"),
                TestPackets.tcp(""),
                TestPackets.tcp("x".repeat(1400)),
                TestPackets.view(ip().udp(1, 53).payload("x")),
                TestPackets.view(ip().icmp(8, 0, 1)),
                TestPackets.view(PacketBuilder.raw()
                        .ipv6("fd00::1", "fd00::2")
                        .tcp(1, 80)
                        .payload("GET a")),
                TestPackets.view(ip().udp(1, 2).udpLength(9999)));
    }

    private static PacketBuilder ip() {
        return PacketBuilder.raw().ipv4(TestPackets.CLIENT, TestPackets.SERVER);
    }
}
