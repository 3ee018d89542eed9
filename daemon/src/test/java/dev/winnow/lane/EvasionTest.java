package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.Fragments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tricks by which a client gets bytes past a filter: packets in, verdicts out.
final class EvasionTest {
    private static final String RULES = """
            drop http any any -> any any (http.uri; content:"/evil"; sid:1;)
            drop tcp any any -> any any (content:"EXTENDEDPROTOCOL"; sid:2;)
            alert tcp any any -> any any (stream-event:reassembly_overlap_different_data; sid:3;)
            """;

    /// @param alerts where nothing is enforced, by the end of the flow
    /// @param verdicts of each packet where drops take effect, those of the handshake included; `d` is dropped
    record Trick(String name, List<Long> alerts, String verdicts, String packets) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Trick trick(String name, String alerts, String verdicts, String packets) {
        return new Trick(
                name, alerts.chars().mapToObj(digit -> (long) digit - '0').toList(), verdicts, packets);
    }

    static Stream<Trick> tricks() {
        return Stream.of(ordering(), overlaps(), damaged(), endings(), windows(), openings())
                .flatMap(tricks -> tricks);
    }

    private static Stream<Trick> ordering() {
        return Stream.of(
                trick("none", "1", "aaad", "> 1 GET /evil HTTP/1.1^^"),
                trick("none, other bytes", "", "aaaa", "> 1 GET /good HTTP/1.1^^"),
                trick("segments in reverse", "1", "aaaaad", """
                        > 9 l HTTP/1.1^^
                        > 6 evi
                        > 1 GET /
                        """),
                trick("duplicates", "1", "aaaaad", """
                        > 1 GET /
                        > 1 GET /
                        > 6 evil HTTP/1.1^^
                        """),
                trick("copies that overlap", "1", "aaaaad", """
                        > 1 GET /ev
                        > 4  /evil HT
                        > 8 il HTTP/1.1^^
                        """),
                trick("no protocol, in pieces", "2", "aaaaad", """
                        > 1 EXTENDED
                        > 11 OTOCOL
                        > 9 PR
                        """));
    }

    private static Stream<Trick> overlaps() {
        return Stream.of(
                trick("other bytes again, bad ones second", "3", "aaaad", """
                        > 1 GET /good HTTP/1.1^
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("other bytes again, bad ones first", "31", "aaadd", """
                        > 1 GET /evil HTTP/1.1^
                        > 1 GET /good HTTP/1.1^
                        """),
                trick("other bytes for a place that waits", "31", "aaaadd", """
                        > 6 evil HTTP/1.1^
                        > 6 good HTTP/1.1^
                        > 1 GET /
                        """),
                trick("one other byte of many, which reaches further", "3", "aaaad", """
                        > 1 GET /xxxx
                        > 6 evil HTTP/1.1^
                        """),
                trick("other bytes with few hops to go first", "3", "aaaad", """
                        > 1 [PA ttl=1] GET /good HTTP/1.1^
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("other bytes that were acknowledged", "", "aaaaaa", """
                        > 1 GET /good HTTP/1.1^
                        < 1
                        > 1 GET /evil HTTP/1.1^
                        """));
    }

    private static Stream<Trick> damaged() {
        return Stream.of(
                trick("other bytes with a wrong checksum", "1", "aaaad", """
                        > 1 [PA bad] GET /good HTTP/1.1^
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a RST with a wrong checksum", "1", "aaaad", """
                        > 1 [R bad]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("an old timestamp", "1", "aaadd", """
                        > 0 [S ts=100]
                        < 0 [SA ts=100]
                        > 1 [A ts=100]
                        > 1 [PA ts=50] GET /good HTTP/1.1^
                        > 1 [PA ts=101] GET /evil HTTP/1.1^
                        """),
                trick("a timestamp that is a tick older", "1", "aaad", """
                        > 0 [S ts=100]
                        < 0 [SA ts=100]
                        > 1 [A ts=100]
                        > 1 [PA ts=99] GET /evil HTTP/1.1^
                        """),
                trick("a timestamp of the future with few hops to go", "", "aaaad", """
                        > 0 [S ts=100]
                        < 0 [SA ts=100]
                        > 1 [A ts=100]
                        > 1 [A ttl=1 ts=9999]
                        > 1 [PA ts=101] GET /evil HTTP/1.1^
                        """));
    }

    private static Stream<Trick> endings() {
        return Stream.of(
                trick("a RST outside of the window", "1", "aaaad", """
                        > 99999 [R]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a RST behind what was sent", "1", "aaaad", """
                        > 2 [R]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a RST at its place with few hops to go", "", "aaaaad", """
                        > 1 GET /ev
                        > 8 [R ttl=1]
                        > 8 il HTTP/1.1^
                        """),
                trick("another SYN behind a RST, both with few hops to go", "", "aaaaaad", """
                        > 1 GET /ev
                        > 8 [R ttl=1]
                        > 777 [S ttl=1]
                        > 8 il HTTP/1.1^
                        """),
                trick("the rest of what was dropped, behind a RST and a SYN", "1", "aaadddd", """
                        > 1 GET /evil HTTP/1.1^
                        > 1 [R]
                        > 777 [S]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a FIN behind what was sent", "1", "aaaad", """
                        > 9 [FA]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a FIN before the end, not acknowledged", "1", "aaaad", """
                        > 1 [FA]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("a half-closed server", "1", "aaaaad", """
                        < 1 [FA]
                        > 1
                        > 1 GET /evil HTTP/1.1^
                        """));
    }

    private static Stream<Trick> windows() {
        return Stream.of(
                trick("keep-alives with a byte", "1", "aaaaaad", """
                        > 1 GET /
                        < 1
                        > 5 [A] x
                        > 6 evil HTTP/1.1^
                        """),
                trick("a closed window and its probe", "1", "aaaaaaad", """
                        > 1 GET /
                        < 1 [A win=0]
                        > 6 e
                        < 1 [A win=9999]
                        > 7 vil HTTP/1.1^
                        """),
                trick("more than the window has room for", "1", "aaaad", """
                        < 1 [A win=4]
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("bytes behind the window", "1", "aaaaad", """
                        > 99999 good
                        > 1 GET /
                        > 6 evil HTTP/1.1^
                        """),
                trick("urgent bytes", "1", "aaaad", """
                        > 1 GET /
                        > 6 [PAU urg=1] evil HTTP/1.1^
                        """));
    }

    private static Stream<Trick> openings() {
        return Stream.of(
                trick("bytes on the SYN", "1", "aaad", """
                        > 0 [S] GET /ev
                        < 0 [SA]
                        > 8
                        > 8 il HTTP/1.1^
                        """),
                trick("bytes on the SYN that are not taken", "1", "aaad", """
                        > 0 [S] GET /good HTTP/1.1^
                        < 0 [SA ack=1]
                        > 1
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("two SYNs of which the second counts", "1", "aaaad", """
                        > 777 [S ttl=1]
                        > 0 [S]
                        < 0 [SA ack=1]
                        > 1
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("three SYNs of which the second counts", "", "aaaaad", """
                        > 777 [S ttl=1]
                        > 0 [S]
                        > 888 [S ttl=1]
                        < 0 [SA ack=1]
                        > 1
                        > 1 GET /evil HTTP/1.1^
                        """),
                trick("simultaneous open", "1", "aaaad", """
                        > 0 [S]
                        < 0 [S]
                        > 0 [SA]
                        < 0 [SA]
                        > 1 GET /evil HTTP/1.1^
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void shouldDropBeforeTheReceiverHasIt(Trick trick) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true)) {
            new TcpScript().packets(trick.packets).forEach(traffic::send);

            assertThat(traffic.verdicts()).isEqualTo(trick.verdicts);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void shouldAlertWhereNothingIsEnforced(Trick trick) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, false)) {
            new TcpScript().packets(trick.packets).forEach(traffic::send);

            assertThat(traffic.end().alerts()).isEqualTo(trick.alerts);
        }
    }

    private static final String REQUEST = "GET /evil HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int REQUEST_LINE = 20;
    private static final String HANDSHAKE = "aaa";

    @Test
    void shouldFindARequestHoweverItIsCut() {
        for (int cut = 1; cut < REQUEST.length(); cut++) {
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            packets.add(script.client(1, REQUEST.substring(0, cut)));
            packets.add(script.client(1 + cut, REQUEST.substring(cut)));

            assertDropped(packets, HANDSHAKE + (cut < REQUEST_LINE ? "ad" : "dd"));
        }
    }

    @Test
    void shouldFindARequestInBytesThatComeOneByOneFromTheLastToTheFirst() {
        TcpScript script = new TcpScript(-10, 0x7FFF_FFFA);
        List<byte[]> packets = new ArrayList<>(script.handshake());
        for (int place = REQUEST.length(); place > 0; place--) {
            packets.add(script.client(place, REQUEST.substring(place - 1, place)));
        }

        assertDropped(packets, HANDSHAKE + "a".repeat(REQUEST.length() - 1) + "d");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -5, -20, 0x7FFF_FFFF, Integer.MIN_VALUE})
    void shouldFindARequestWhereSequenceNumbersComeRound(int initial) {
        TcpScript script = new TcpScript(initial, initial);
        List<byte[]> packets = new ArrayList<>(script.handshake());
        packets.add(script.client(1, REQUEST.substring(0, 7)));
        packets.add(script.client(8, REQUEST.substring(7)));

        assertDropped(packets, HANDSHAKE + "ad");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void shouldFindARequestInFragmentsInAnyOrder(int dataBytes) {
        TcpScript script = new TcpScript();
        List<byte[]> packets = new ArrayList<>(script.handshake());
        List<byte[]> fragments = Fragments.ofIpv4(script.client(1, REQUEST), dataBytes);
        packets.addAll(fragments.reversed());

        assertDropped(packets, HANDSHAKE + "a".repeat(fragments.size() - 1) + "d");
    }

    private static void assertDropped(List<byte[]> packets, String verdicts) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true)) {
            packets.forEach(traffic::send);
            assertThat(traffic.verdicts()).isEqualTo(verdicts);
        }
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, false)) {
            packets.forEach(traffic::send);
            assertThat(traffic.end().alerts()).containsExactly(1L);
        }
    }
}
