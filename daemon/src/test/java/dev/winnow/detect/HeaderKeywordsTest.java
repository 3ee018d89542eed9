package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each keyword and header field, on a packet that fulfils it and on one that just does not.
final class HeaderKeywordsTest {
    private static final String CLIENT = TestPackets.CLIENT;
    private static final String SERVER = TestPackets.SERVER;

    private static PacketBuilder ip() {
        return PacketBuilder.raw().ipv4(CLIENT, SERVER);
    }

    private static PacketBuilder ip6() {
        return PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
    }

    private static PacketBuilder tcp() {
        return ip().tcp(40_000, 80);
    }

    private static PacketBuilder tcp(int flags) {
        return tcp().flags(flags);
    }

    private static PacketBuilder back() {
        return PacketBuilder.raw().ipv4(SERVER, CLIENT).tcp(80, 40_000);
    }

    private static PacketBuilder udp() {
        return ip().udp(40_000, 53);
    }

    private static Arguments of(String rule, PacketBuilder matching, PacketBuilder near) {
        return Arguments.of(rule, matching, near);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                of("ip any any -> any any ()", udp(), PacketBuilder.prefixed("00 00 00 00")),
                of("ip4 any any -> any any ()", udp(), ip6().udp(1, 2)),
                of("ip6 any any -> any any ()", ip6().udp(1, 2), udp()),
                of("tcp any any -> any any ()", tcp(), udp()),
                of("udp any any -> any any ()", ip6().udp(1, 2), tcp()),
                of("icmp any any -> any any ()", ip6().icmp(128, 0, 0), tcp()),
                of("icmpv4 any any -> any any ()", ip().icmp(8, 0, 0), ip6().icmp(8, 0, 0)),
                of("icmpv6 any any -> any any ()", ip6().icmp(128, 0, 0), ip().icmp(8, 0, 0)),
                of("sctp any any -> any 80 ()", ip().sctp(1, 80), ip().sctp(1, 81)),
                of(
                        "tcp 198.18.0.0/24 any -> any any ()",
                        tcp(),
                        PacketBuilder.raw().ipv4("198.18.1.0", SERVER).tcp(1, 80)),
                of("tcp !198.18.0.1 any -> any any ()", back(), tcp()),
                of("tcp any any -> [198.18.0.2,198.18.0.9] any ()", tcp(), back()),
                of("tcp fd00::/16 any -> any any ()", ip6().tcp(1, 80), tcp()),
                of("tcp any any -> any 80 ()", tcp(), ip().tcp(40_000, 81)),
                of("tcp any any -> any !80 ()", ip().tcp(40_000, 81), tcp()),
                of("tcp any 1024: -> any [80,443] ()", tcp(), ip().tcp(1023, 80)),
                of("tcp any any -> any 80 ()", tcp(), back()),
                of(
                        "tcp 198.18.0.1 any <> any 80 ()",
                        back(),
                        PacketBuilder.raw().ipv4(SERVER, CLIENT).tcp(81, 40_000)),
                of("tcp 198.18.0.1 any <> any 80 ()", tcp(), ip().tcp(80, 40_000)));
    }

    private static PacketBuilder fragment(int protocol) {
        return ip().fragmentOffset(1).protocol(protocol);
    }

    static Stream<Arguments> fragments() {
        return Stream.of(
                of("tcp any any -> any any ()", fragment(6), fragment(17)),
                of("tcp any any -> any any ()", ip().fragmentBits(1).tcp(40_000, 80), fragment(1)),
                of(
                        "tcp-pkt any any -> any any (ttl:64;)",
                        fragment(6),
                        fragment(6).ttl(63)),
                of("udp any any -> any any (fragoffset:1;)", fragment(17), udp()),
                of("udp 198.18.0.1 any -> any any ()", fragment(17), fragment(6)),
                of("udp 198.18.0.2 any -> any any ()", back().protocol(17).fragmentOffset(1), fragment(17)),
                of("icmp any any -> any any ()", fragment(1), fragment(6)),
                of(
                        "icmp any any -> any any ()",
                        fragment(1),
                        ip6().fragmentHeader(7, 1, false).protocol(58)),
                of("sctp any any -> any any ()", fragment(132), fragment(6)),
                of(
                        "udp any any -> any any (ipv4.hdr; content:\"|11|\"; offset:9; depth:1;)",
                        fragment(17),
                        fragment(6)),
                of(
                        "udp any any -> any any ()",
                        udp(),
                        ip6().fragmentHeader(7, 1, false).protocol(17)),
                of("udp any any -> any !53 ()", ip().udp(40_000, 54), fragment(17)),
                of("ip any any -> any !53 ()", ip().udp(40_000, 54), fragment(17)),
                of("udp any any -> any 0: ()", udp(), fragment(17)),
                of("udp any :65535 -> any any ()", udp(), fragment(17)),
                of("udp any any -> any [any] ()", udp(), fragment(17)),
                of("ip any any -> any 0: ()", udp(), ip().icmp(8, 0, 0)),
                of("ip any any -> any !53 ()", tcp(), ip().protocol(50)),
                of("tcp any any -> any any (flags:0;)", tcp(0), fragment(6)),
                of("udp any any -> any any (dsize:0;)", fragment(17), udp().payload("a")),
                of("udp any any -> any any (content:!\"a\";)", udp().payload("b"), fragment(17)));
    }

    static Stream<Arguments> options() {
        return Stream.of(
                of(
                        "ip any any -> any any (ttl:>10;)",
                        ip().ttl(11).udp(1, 2),
                        ip().ttl(10).udp(1, 2)),
                of(
                        "ip any any -> any any (ttl:5-9;)",
                        ip6().ttl(8).udp(1, 2),
                        ip6().ttl(9).udp(1, 2)),
                of(
                        "ip any any -> any any (tos:8;)",
                        ip().tos(8).udp(1, 2),
                        ip().tos(9).udp(1, 2)),
                of(
                        "ip any any -> any any (tos:!8;)",
                        ip().tos(9).udp(1, 2),
                        ip().tos(8).udp(1, 2)),
                of(
                        "ip any any -> any any (id:513;)",
                        ip().id(513).udp(1, 2),
                        ip().id(258).udp(1, 2)),
                of("ip any any -> any any (ip_proto:17;)", udp(), tcp()),
                of("ip any any -> any any (ip_proto:>6;)", udp(), tcp()),
                of("ip any any -> any any (ip_proto:!17;)", tcp(), udp()),
                of("ip any any -> any any (fragbits:D;)", ip().fragmentBits(2).udp(1, 2), udp()),
                of(
                        "ip any any -> any any (fragbits:M+;)",
                        ip().fragmentBits(3).udp(1, 2),
                        ip().fragmentBits(2).udp(1, 2)),
                of(
                        "ip any any -> any any (fragoffset:>0;)",
                        ip().fragmentOffset(1).protocol(17),
                        udp()),
                of(
                        "ip any any -> any any (sameip;)",
                        PacketBuilder.raw().ipv4(SERVER, SERVER).udp(1, 2),
                        udp()),
                of(
                        "ip any any -> any any (sameip;)",
                        PacketBuilder.raw().ipv6("fd00::1", "fd00::1").udp(1, 2),
                        ip6().udp(1, 2)),
                of("icmp any any -> any any (itype:8;)", ip().icmp(8, 0, 0), ip().icmp(0, 0, 0)),
                of("icmp any any -> any any (icode:>2;)", ip().icmp(3, 3, 0), ip().icmp(3, 2, 0)),
                of("icmp any any -> any any (icmp_id:7;)", ip().icmp(8, 0, 0x0007_0001), ip().icmp(8, 0, 0x0001_0007)),
                of("icmp any any -> any any (icmp_seq:7;)", ip().icmp(8, 0, 0x0001_0007), ip().icmp(8, 0, 0x0007_0001)),
                of(
                        "icmp any any -> any any (icmp_id:7;)",
                        ip6().icmp(128, 0, 0x0007_0001),
                        ip().icmp(3, 0, 0x0007_0001)),
                of("tcp any any -> any any (seq:4294967295;)", tcp().sequence(-1), tcp().sequence(1)),
                of("tcp any any -> any any (ack:3000000000;)", tcp().acknowledgment(-1_294_967_296), tcp()),
                of("tcp any any -> any any (window:512;)", tcp().window(512), tcp().window(513)),
                of("tcp any any -> any any (window:!512;)", tcp().window(513), tcp().window(512)),
                of(
                        "tcp any any -> any any (tcp.mss:1460;)",
                        tcp().tcpOptions("01 02 04 05 b4"),
                        tcp().tcpOptions("02 04 05 b5")),
                of("tcp any any -> any any (tcp.mss:!1460;)", tcp().tcpOptions("02 04 05 b5"), tcp()),
                of("ip any any -> any any (icmpv6.mtu:<1281;)", ip6().icmp(2, 0, 1280), ip6().icmp(2, 0, 1281)),
                of("ip any any -> any any (icmpv6.mtu:!5;)", ip6().icmp(2, 0, 1280), ip6().icmp(128, 0, 1280)),
                of("ip any any -> any any (l3_proto:ipv6;)", ip6().udp(1, 2), udp()),
                of(
                        "ip any any -> any any (ipopts:rr;)",
                        ip().ipOptions("01 07 03 04").udp(1, 2),
                        ip().ipOptions("94 04 00 00").udp(1, 2)),
                of(
                        "ip any any -> any any (ipopts:any;)",
                        ip().ipOptions("94 04 00 00").udp(1, 2),
                        udp()),
                of("ip any any -> any any (ipv4-csum:valid;)", udp(), ip6().udp(1, 2)),
                of(
                        "ip any any -> any any (tos:x10;)",
                        ip().tos(16).udp(1, 2),
                        ip().tos(10).udp(1, 2)),
                of("ip any any -> any any (tcpv4-csum:valid;)", tcp(), udp()),
                of("ip any any -> any any (udpv6-csum:valid;)", ip6().udp(1, 2), udp()),
                of("ip any any -> any any (icmpv6-csum:valid;)", ip6().icmp(128, 0, 1), ip().icmp(8, 0, 1)),
                of("udp any any -> any any (dsize:0;)", udp(), udp().payload("x")));
    }

    static Stream<Arguments> flags() {
        int synAck = TcpFlags.SYN | TcpFlags.ACK;
        return Stream.of(
                of("tcp any any -> any any (flags:S;)", tcp(TcpFlags.SYN), tcp(synAck)),
                of("tcp any any -> any any (flags:SA;)", tcp(synAck), tcp(TcpFlags.ACK)),
                of("tcp any any -> any any (flags:S+;)", tcp(synAck), tcp(TcpFlags.ACK)),
                of("tcp any any -> any any (flags:*SF;)", tcp(TcpFlags.FIN), tcp(TcpFlags.ACK)),
                of("tcp any any -> any any (flags:!S;)", tcp(TcpFlags.ACK), tcp(synAck)),
                of(
                        "tcp any any -> any any (flags:S,CE;)",
                        tcp(TcpFlags.SYN | TcpFlags.ECE),
                        tcp(TcpFlags.SYN | TcpFlags.URG)),
                of("tcp any any -> any any (flags:0;)", tcp(0), tcp(TcpFlags.ACK)));
    }

    /// Flips a bit of the checksum.
    @ParameterizedTest
    @CsvSource({"ipv4, 10", "tcpv4, 36"})
    void shouldTellAWrongChecksumFromARightOne(String header, int offset) {
        MemorySegment damaged = tcp().build();
        damaged.set(ValueLayout.JAVA_BYTE, offset, (byte) (damaged.get(ValueLayout.JAVA_BYTE, offset) ^ 1));
        try (Judge judge = new Judge("alert ip any any -> any any (" + header + "-csum:invalid; sid:1;)")) {
            assertThat(judge.alerts(TestPackets.view(damaged, TestPackets.NOW_NS)))
                    .containsExactly(1L);
            assertThat(judge.alerts(TestPackets.view(tcp()))).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"headers", "fragments", "options", "flags"})
    void shouldTellApartWhatMatchesAndWhatNearlyDoes(String rule, PacketBuilder matching, PacketBuilder near) {
        String text = "alert " + rule.substring(0, rule.length() - 1) + " sid:1;)";
        try (Judge judge = new Judge(text)) {
            assertThat(judge.alerts(TestPackets.view(matching))).containsExactly(1L);
            assertThat(judge.alerts(TestPackets.view(near))).isEmpty();
        }
    }
}
