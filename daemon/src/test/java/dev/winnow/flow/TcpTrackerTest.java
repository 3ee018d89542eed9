package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TcpTrackerTest {
    private final Recorder recorder = new Recorder();

    private Connection established(ReleasePolicy release) {
        return connection(release).handshake();
    }

    private Connection connection(ReleasePolicy release) {
        return connection(release, 1 << 20, 0);
    }

    private Connection connection(ReleasePolicy release, long memcap, long depth) {
        StreamSettings settings =
                new StreamSettings(false, false, memcap, depth, release, false, true, 2560, HostPolicies.DEFAULT);
        return new Connection(new FlowTable(Arena.ofAuto(), FlowSettings.DEFAULT.withStream(settings), recorder));
    }

    @Test
    void shouldHandOnBytesWhenTheyAreAcknowledged() {
        Connection connection = established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "abcdef");
        assertThat(recorder.toServer()).isEmpty();

        connection.server("A", 1, 4);
        assertThat(recorder.toServer()).isEqualTo("abc");

        connection.server("PA", 1, 7, "answer");
        assertThat(recorder.toServer()).isEqualTo("abcdef");
        assertThat(recorder.toClient()).isEmpty();
    }

    @Test
    void shouldHandOnBytesAsTheyComeInOrder() {
        Connection connection = established(ReleasePolicy.ON_ARRIVAL).client("PA", 3, 1, "cd");
        assertThat(recorder.toServer()).isEmpty();

        connection.client("PA", 1, 1, "ab").server("PA", 1, 5, "answer");

        assertThat(recorder.toServer()).isEqualTo("abcd");
        assertThat(recorder.toClient()).isEqualTo("answer");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellOfBytesThatWereAcknowledgedButNotSeen(ReleasePolicy release) {
        Connection connection = established(release)
                .client("PA", 1, 1, "ab")
                .client("PA", 6, 1, "fg")
                .server("A", 1, 10);

        assertThat(recorder.toServer()).isEqualTo("ab[3 lost]fg[2 lost]");
        assertThat(connection.events()).containsExactly("reassembly_seq_gap");
        connection.client("PA", 3, 1, "late").client("PA", 10, 1, "j").server("A", 1, 11);
        assertThat(recorder.toServer()).isEqualTo("ab[3 lost]fg[2 lost]j");
    }

    @Test
    void shouldLetWhatWasLetThroughStandAndTellOfOtherBytes() {
        Connection connection =
                established(ReleasePolicy.ON_ARRIVAL).client("PA", 1, 1, "good").client("PA", 1, 1, "evil!");

        assertThat(connection.events()).containsExactly("reassembly_overlap_different_data");
        assertThat(recorder.toServer()).isEqualTo("good!");
        connection.client("PA", 1, 1, "good!");
        assertThat(connection.events()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, packet {1} {2} {3}")
    @CsvSource({
        "c, A,  99999, 1,     est_packet_out_of_window",
        "c, FA, 99999, 1,     fin_out_of_window",
        "s, FA, 99999, 5,     fin_out_of_window",
        "s, A,  1,     99999, pkt_invalid_ack est_invalid_ack",
        "c, A,  5,     99999, pkt_invalid_ack est_invalid_ack",
        "c, S,  0,     0,     est_syn_resend",
        "c, S,  99,    0,     est_syn_resend_diff_seq",
        "s, S,  0,     0,     est_syn_toclient",
        "s, SA, 0,     5,     est_synack_resend",
        "s, SA, 0,     1,     est_synack_resend_with_different_ack",
        "s, SA, 99,    5,     est_synack_resend_with_diff_seq",
        "s, SA, 0,     2,     est_synack_resend_with_different_ack",
        "c, SA, 0,     1,     est_synack_toserver",
        "c, SF, 5,     0,     fin_syn",
        "s, R,  99,    0,     ''"
    })
    void shouldNotTakeWhatTheReceiverWouldNot(
            String side, String flags, int sequence, int acknowledgment, String events) {
        Connection connection =
                established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "0123").server("A", 1, 5);
        send(connection, side, flags, sequence, acknowledgment, "");

        assertThat(String.join(" ", connection.events())).isEqualTo(events);
        assertThat(connection.flow().isClosed()).isFalse();
        connection.client("PA", 5, 1, "45").server("A", 1, 7);
        assertThat(recorder.toServer()).isEqualTo("012345");
    }

    @ParameterizedTest(name = "{0} {1}+{2}")
    @CsvSource({
        "c, 1, 01,   pkt_spurious_retransmission est_pkt_before_last_ack",
        "c, 1, 0123, pkt_spurious_retransmission",
        "c, 4, 3,    ''",
        "c, 3, 23,   pkt_spurious_retransmission"
    })
    void shouldTellRetransmissionsFromKeepalives(String side, int sequence, String payload, String events) {
        Connection connection =
                established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "0123").server("A", 1, 5);
        send(connection, side, "PA", sequence, 1, payload);

        assertThat(connection.events())
                .containsExactlyInAnyOrder(events.isEmpty() ? new String[0] : events.split(" ", -1));
        assertThat(recorder.toServer()).isEqualTo("0123");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            client's FIN, ack too far   | c FA 5 1; s A 1 6; s A 99999 6   | closewait_ack_out_of_window
            client's FIN, data too far  | c FA 5 1; c A 99999 1            | closewait_ack_out_of_window
            client's FIN, FIN too far   | c FA 5 1; s FA 99999 6           | closewait_fin_out_of_window
            client's FIN, bad ack       | c FA 5 1; s A 1 99999            | pkt_invalid_ack closewait_invalid_ack
            client's FIN, SYN           | c FA 5 1; c S 0 0                | shutdown_syn_resend
            server's FIN, data too far  | s FA 1 5; c A 99999 1            | fin1_ack_wrong_seq
            server's FIN, FIN too far   | s FA 1 5; c FA 99999 1           | fin1_fin_wrong_seq
            server's FIN, bad ack       | s FA 1 5; c A 5 99999            | pkt_invalid_ack fin1_invalid_ack
            its FIN acked, too far      | s FA 1 5; c A 5 2; c A 99999 2   | fin2_ack_wrong_seq
            its FIN acked, FIN too far  | s FA 1 5; c A 5 2; c FA 99999 2  | fin2_fin_wrong_seq
            its FIN acked, bad ack      | s FA 1 5; c A 5 2; c A 5 99999   | pkt_invalid_ack fin2_invalid_ack
            its FIN acked, SYN          | s FA 1 5; c A 5 2; c S 0 0       | shutdown_syn_resend
            client last, too far        | c FA 5 1; s FA 1 6; c A 99999 1  | lastack_ack_wrong_seq
            client last, bad ack        | c FA 5 1; s FA 1 6; c A 6 99999  | pkt_invalid_ack lastack_invalid_ack
            both at once, too far       | s FA 1 5; c FA 5 1; s A 99999 6  | closing_ack_wrong_seq
            both at once, bad ack       | s FA 1 5; c FA 5 1; s A 2 99999  | pkt_invalid_ack closing_invalid_ack
            server first, too far       | s FA 1 5; c FA 5 2; s A 99999 5  | timewait_ack_wrong_seq
            server first, bad ack       | s FA 1 5; c FA 5 2; s A 2 99999  | pkt_invalid_ack timewait_invalid_ack
            """)
    void shouldNameTheStateThatAPacketDoesNotFit(String name, String script, String events) {
        Connection connection =
                established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "0123").server("A", 1, 5);
        for (String packet : script.split("; *", -1)) {
            String[] words = packet.split(" ", -1);
            send(connection, words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), "");
        }

        assertThat(connection.events()).as(name).containsExactly(events.split(" ", -1));
    }

    private static void send(
            Connection connection, String side, String flags, int sequence, int acknowledgment, String payload) {
        if (side.equals("c")) {
            connection.client(flags, sequence, acknowledgment, payload);
        } else {
            connection.server(flags, sequence, acknowledgment, payload);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseWhenBothSidesHaveFinished(ReleasePolicy release) {
        Connection connection = established(release).client("FPA", 1, 1, "ask").server("PA", 1, 5, "answer");
        assertThat(recorder.toServer()).isEqualTo("ask|");
        assertThat(connection.flow().isClosed()).isFalse();

        connection.server("FA", 7, 5).client("A", 5, 8);

        assertThat(recorder.toClient()).isEqualTo("answer|");
        assertThat(connection.flow().isClosed()).isTrue();
        assertThat(connection.flow().isEstablished()).isTrue();
        assertThat(connection.flow().stream(Direction.TO_SERVER).bytesSeen()).isEqualTo(5);
    }

    @Test
    void shouldEndAtAResetWhatIsNotJudgedOnItsWay() {
        Connection connection =
                established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "ask").server("R", 1, 0);

        assertThat(connection.flow().isClosed()).isTrue();
        assertThat(recorder.toServer()).isEqualTo("ask|");
        assertThat(recorder.toClient()).isEqualTo("|");
    }

    /// A RST that dies on its way to the receiver must not blind whoever judges the bytes.
    @Test
    void shouldGoOnAfterAResetIfTheOneWhoSentItDoes() {
        Connection connection =
                established(ReleasePolicy.ON_ARRIVAL).client("PA", 1, 1, "good").client("R", 5, 0);
        assertThat(connection.flow().isClosed()).isTrue();

        connection.client("PA", 5, 1, "evil");

        assertThat(recorder.toServer()).isEqualTo("goodevil");
        assertThat(connection.events()).containsExactly("suspected_rst_inject");
        assertThat(connection.flow().isClosed()).isFalse();
    }

    @ParameterizedTest(name = "RST at {0}: {1}")
    @CsvSource({"4, false", "5, true", "6, false", "1000, false"})
    void shouldBelieveAResetOnlyWhereTheReceiverDoes(int sequence, boolean closed) {
        Connection connection =
                established(ReleasePolicy.ON_ARRIVAL).client("PA", 1, 1, "good").client("R", sequence, 0);

        assertThat(connection.flow().isClosed()).isEqualTo(closed);
    }

    @Test
    void shouldGoOnAfterAFinThatNobodyHasAcknowledged() {
        established(ReleasePolicy.ON_ARRIVAL)
                .client("PA", 1, 1, "good")
                .client("FA", 5, 1)
                .client("PA", 5, 1, "evil")
                .server("A", 1, 9);

        assertThat(recorder.toServer()).isEqualTo("goodevil");
    }

    @Test
    void shouldBeginAnewWhereTheOldConnectionIsOver() {
        Connection connection =
                established(ReleasePolicy.ON_ACK).client("PA", 1, 1, "old").client("R", 4, 0);
        Flow old = connection.flow();
        old.setAttachment("old");

        connection.client("S", 90_000, 0).server("SA", 90_000, 90_001).client("A", 90_001, 90_001);
        connection.client("PA", 90_001, 90_001, "new").server("A", 90_001, 90_004);

        assertThat(recorder.ended()).containsExactly(40_000);
        assertThat(recorder.toServer()).isEqualTo("old|new");
        assertThat(connection.flow().attachment()).isNull();
        assertThat(connection.flow().packets(Direction.TO_SERVER)).isEqualTo(3);
    }

    @Test
    void shouldScaleWindowsThatBothSidesOfferedToScale() {
        Connection connection = connection(ReleasePolicy.ON_ARRIVAL).window(100);
        connection
                .options("030302")
                .client("S", 0, 0)
                .server("SA", 0, 1)
                .options("")
                .client("A", 1, 1);
        connection.server("PA", 1, 1, "x".repeat(400));
        assertThat(connection.events()).isEmpty();

        connection.server("PA", 402, 1, "beyond");
        assertThat(connection.events()).containsExactly("est_packet_out_of_window");
        assertThat(recorder.toClient()).hasSize(400);
    }

    @Test
    void shouldNotScaleWindowsThatOneSideOfferedToScale() {
        Connection connection = connection(ReleasePolicy.ON_ARRIVAL).window(100);
        connection
                .options("030302")
                .client("S", 0, 0)
                .options("")
                .server("SA", 0, 1)
                .client("A", 1, 1);
        connection.server("PA", 102, 1, "x");

        assertThat(connection.events()).containsExactly("est_packet_out_of_window");
    }

    /// Some hosts take the bytes behind their window with those before it, others do not: what is sent there again must
    /// be the same.
    @Test
    void shouldTakeAllOfASegmentThatBeginsInTheReceiversWindow() {
        Connection connection = connection(ReleasePolicy.ON_ARRIVAL).window(4);
        connection.handshake().client("PA", 1, 1, "evilHERE").server("A", 1, 5).client("PA", 5, 1, "HERE");
        assertThat(connection.flow().isRefused()).isFalse();

        connection.client("PA", 5, 1, "over");
        assertThat(recorder.toServer()).isEqualTo("evilHERE");
        assertThat(connection.flow().isRefused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeAProbeOfAClosedWindow(ReleasePolicy release) {
        Connection connection = connection(release).window(4);
        connection
                .handshake()
                .client("PA", 1, 1, "evil")
                .window(0)
                .server("A", 1, 5)
                .client("A", 5, 1, "!");
        assertThat(recorder.toServer()).isEqualTo(release == ReleasePolicy.ON_ARRIVAL ? "evil!" : "evil");

        connection.window(100).server("A", 1, 6);
        assertThat(recorder.toServer()).isEqualTo("evil!");
    }

    /// RFC 7323 section 5: the receiver drops what is older than the last segment.
    @Test
    void shouldNotTakeSegmentsWithTimestampsOfThePast() {
        Connection connection = connection(ReleasePolicy.ON_ARRIVAL);
        connection.options(stamp(1000, 0)).client("S", 0, 0);
        connection.options(stamp(2000, 1000)).server("SA", 0, 1);
        connection.options(stamp(1001, 2000)).client("A", 1, 1);

        connection.options(stamp(999, 2000)).client("PA", 1, 1, "JUNK");
        assertThat(connection.events()).containsExactly("pkt_invalid_timestamp");
        connection.options(stamp(1001, 2000)).client("PA", 1, 1, "evil");

        assertThat(recorder.toServer()).isEqualTo("evil");
    }

    private static String stamp(int value, int echo) {
        return "0101080a%08x%08x".formatted(value, echo);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandOnNoMoreThanTheDepth(ReleasePolicy release) {
        Connection connection = connection(release, 1 << 20, 5)
                .handshake()
                .client("PA", 1, 1, "abcdefgh")
                .server("A", 1, 9);

        assertThat(recorder.toServer()).isEqualTo("abcde|");
        assertThat(connection.flow().stream(Direction.TO_SERVER).isTruncated()).isTrue();
        assertThat(connection.flow().stream(Direction.TO_SERVER).bytesSeen()).isEqualTo(9);
        connection.client("PA", 9, 1, "ij").server("PA", 1, 11, "answ").client("A", 11, 5);
        assertThat(recorder.toServer()).isEqualTo("abcde|");
        assertThat(recorder.toClient()).isEqualTo("answ");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandOnBytesInOrderEvenWithoutMemory(ReleasePolicy release) {
        Connection connection = connection(release, 0, 0).handshake();
        for (int i = 0; i < 20; i++) {
            connection.client("PA", 1 + 4 * i, 1, "abcd").server("A", 1, 5 + 4 * i);
        }

        assertThat(recorder.toServer()).isEqualTo("abcd".repeat(20));
    }

    /// Whoever sends one byte of two must neither get memory for each nor have a list walked for each.
    @Test
    void shouldBoundThePiecesOfOneDirection() {
        Connection connection = established(ReleasePolicy.ON_ARRIVAL);
        for (int i = 0; i < 2 * SegmentList.MAX_PIECES; i++) {
            connection.client("A", 3 + 2 * i, 1, "x");
        }

        SegmentList segments = connection.flow().stream(Direction.TO_SERVER).segments;
        assertThat(segments.pieces()).isEqualTo(SegmentList.MAX_PIECES);
    }

    /// Where the acknowledgments go another way, bytes are handed on at some time all the same.
    @Test
    void shouldNotWaitForAcknowledgmentsForEver() {
        Connection connection = established(ReleasePolicy.ON_ACK).window(65_535);
        int segments = 3 * SegmentList.MAX_PIECES;
        for (int i = 0; i < segments; i++) {
            connection.client("A", 1 + i, 1, "x");
        }

        assertThat(recorder.toServer().length()).isBetween(segments - SegmentList.MAX_PIECES, segments);
    }

    /// Where the acknowledgments go another way, what is kept for comparison must not keep out what is late.
    @Test
    void shouldPutLateBytesInOrderAfterManyThatNobodyHasAcknowledged() {
        Connection connection = established(ReleasePolicy.ON_ARRIVAL);
        int segments = SegmentList.MAX_PIECES;
        for (int i = 0; i < segments; i++) {
            connection.client("A", 1 + i, 1, "x");
        }
        connection.client("A", 2 + segments, 1, "il").client("A", 1 + segments, 1, "v");

        assertThat(recorder.toServer()).isEqualTo("x".repeat(segments) + "vil");
    }
}
