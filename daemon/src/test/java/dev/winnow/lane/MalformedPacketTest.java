package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.packet.PacketBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which rules meet packets whose bytes cannot be believed, and what becomes of them. The rules of the tables were
/// answered by Suricata 7.0.10, but for those that name addresses.
final class MalformedPacketTest {
    private static final Map<String, byte[]> PACKETS = Map.of(
            "short", Arrays.copyOf(udp().bytes(), 19),
            "truncated", Arrays.copyOf(udp().bytes(), 29),
            "udp", udp().udpLength(7).bytes(),
            "tcp", Arrays.copyOf(ip().protocol(6).payload("x".repeat(12)).bytes(), 32),
            "icmp", ip().protocol(1).payload("\b...").bytes(),
            "icmpv6", ip6().protocol(58).payload("\b...").bytes(),
            "options", segment("0200 0101"),
            "good", udp().bytes());

    private static PacketBuilder ip() {
        return PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2");
    }

    private static PacketBuilder ip6() {
        return PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
    }

    private static PacketBuilder udp() {
        return ip().udp(1000, 53).payload("hello");
    }

    private static byte[] segment(String options) {
        return ip().tcp(1000, 80).tcpOptions(options).payload("hello").bytes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short     | pkthdr any any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip any any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip any any -> any any (engine-event:decoder.ipv4.pkt_too_small;)
            truncated | pkthdr any any -> any any (decode-event:ipv4.trunc_pkt;)
            truncated | ip 198.18.0.1 any -> any any (decode-event:ipv4.trunc_pkt;)
            truncated | ip any any -> any any (decode-event:ipv4.trunc_pkt; noalert; sid:7;)
            udp       | pkthdr any any -> any any (decode-event:udp.len_invalid;)
            udp       | udp 198.18.0.1 any -> any any (decode-event:udp.len_invalid; ttl:64;)
            udp       | udp any any -> any any ()
            udp       | ip any any -> any any (dsize:0;)
            udp       | ip any any -> any any (ip_proto:17;)
            tcp       | tcp any any -> any any (decode-event:tcp.pkt_too_small;)
            tcp       | tcp-pkt any any -> any any (ttl:64;)
            icmp      | icmp any any -> any any (decode-event:icmpv4.pkt_too_small;)
            icmp      | icmp any any -> any any (ttl:64;)
            icmpv6    | icmp any any -> any any (ttl:64;)
            icmpv6    | icmpv6 any any -> any any (decode-event:icmpv6.pkt_too_small;)
            options   | tcp any any -> any 80 (decode-event:tcp.opt_invalid_len; content:"hello";)
            options   | tcp any 1000 -> any any (content:"hello";)
            """)
    void shouldMeetRulesThatAskForWhatIsKnown(String packet, String rule) {
        assertThat(verdict(packet, rule)).isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            good      | pkthdr any any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip any any -> any any ()
            short     | udp any any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip4 any any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip 198.18.0.1 any -> any any (decode-event:ipv4.pkt_too_small;)
            short     | ip any 0: -> any any (decode-event:ipv4.pkt_too_small;)
            truncated | ip any any -> any any ()
            truncated | ip any any -> any any (decode-event:ipv4.trunc_pkt; ttl:64;)
            truncated | ip any any -> any any (decode-event:ipv4.trunc_pkt; dsize:0;)
            truncated | ip any any -> any any (decode-event:ipv4.trunc_pkt; decode-event:ipv4.opt_invalid;)
            truncated | ip 198.18.0.9 any -> any any (decode-event:ipv4.trunc_pkt;)
            udp       | udp any 1000 -> any any ()
            udp       | udp any any -> any any (content:"hello";)
            udp       | ip any any -> any any (content:"hello";)
            udp       | tcp any any -> any any ()
            tcp       | tcp any any -> any any (flags:0;)
            tcp       | tcp any any -> any any (tcp.hdr; bsize:>0;)
            icmp      | icmp any any -> any any (itype:8;)
            icmp      | icmpv6 any any -> any any ()
            """)
    void shouldNotMeetRulesThatAskForMore(String packet, String rule) {
        assertThat(verdict(packet, rule)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short   | alert pkthdr any any -> any any (decode-event:ipv4.pkt_too_small; sid:1;) | d | 1
            udp     | alert ip any any -> any any (sid:1;)                                      | d | 1
            udp     | pass ip any any -> any any (sid:1;)                                       | d |
            options | alert tcp any any -> any any (sid:1;)                                     | d | 1
            options | pass tcp any any -> any any (sid:1;)                                      | d |
            good    | alert udp any any -> any any (sid:1;)                                     | a | 1
            """)
    void shouldFareAsConfiguredWhereNoRuleDropsThem(String packet, String rule, String verdict, Long alert) {
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true, "malformed=drop")) {
            traffic.send(PACKETS.get(packet));
            assertThat(traffic.verdicts()).isEqualTo(verdict);
            assertThat(traffic.alerts()).isEqualTo(alert == null ? List.of() : List.of(alert));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "decode-event, vntag.unknown_type",
        "decode-event, ipv4.opt_unknown",
        "stream-event, 3whs_ack_in_wrong_direction"
    })
    void shouldRefuseAnEventThatIsNotTold(String keyword, String event) {
        String rule = "alert ip any any -> any any (" + keyword + ":" + event + "; sid:1;)";
        assertThatThrownBy(() -> new JudgedTraffic(rule, true))
                .hasMessageContaining("`" + keyword + "`: the event `" + event + "` is not told");
    }

    /// Suricata 7.0.10 has these names, and is never seen to raise them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3whs_synack_resend_with_diff_seq",
                "reassembly_insert_invalid",
                "reassembly_insert_limit",
                "reassembly_insert_memcap",
                "reassembly_no_segment",
                "reassembly_segment_before_base_seq",
                "reassembly_urgent_oob_limit_reached",
                "wrong_thread"
            })
    void shouldTakeAnEventThatNeverHappens(String event) {
        String rule = "drop ip any any -> any any (stream-event:" + event + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            new TcpScript().packets("> 1 [PAU urg=1] a").forEach(traffic::send);
            assertThat(traffic.verdicts()).isEqualTo("aaaa");
        }
    }

    private static String verdict(String packet, String rule) {
        String numbered = rule.contains("sid:") ? rule : rule.replaceFirst("\\)$", " sid:1;)");
        try (JudgedTraffic traffic = new JudgedTraffic("drop " + numbered, true)) {
            return traffic.send(PACKETS.get(packet)).verdicts();
        }
    }
}
