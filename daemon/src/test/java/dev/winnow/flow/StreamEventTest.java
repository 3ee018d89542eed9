package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets in, and the events of the last one: those of Suricata 7.0.10 for the same packets.
///
/// A packet is `side flags sequence acknowledgment [bytes] [w=window] [ts=timestamp]`, side `c` or `s`, bytes a number
/// of them. A script with `HS;` begins with a handshake.
final class StreamEventTest {
    private static final String HANDSHAKE = "c S 0 0; s SA 0 1; c A 1 1; ";
    private static final String TALK = "HS; c PA 1 1 3; s PA 1 4 3; c A 4 4; ";

    private static Connection connection(boolean asyncOneside, ReleasePolicy release) {
        StreamSettings settings =
                new StreamSettings(false, asyncOneside, 1 << 20, 0, release, false, true, 2560, HostPolicies.DEFAULT);
        return new Connection(new FlowTable(Arena.ofAuto(), FlowSettings.DEFAULT.withStream(settings), new Recorder()));
    }

    private static String lastEvents(Connection connection, String script) {
        Arrays.stream(script.replace("HS; ", HANDSHAKE).split("; *", -1)).forEach(packet -> send(connection, packet));
        return String.join(" ", connection.events());
    }

    private static void send(Connection connection, String packet) {
        String[] words = packet.split(" ", -1);
        int window = 8192;
        int bytes = 0;
        String options = "";
        for (int i = 4; i < words.length; i++) {
            if (words[i].startsWith("w=")) {
                window = Integer.parseInt(words[i].substring(2));
            } else if (words[i].startsWith("ts=")) {
                options = "0101080a%08x00000000".formatted(Integer.parseInt(words[i].substring(3)));
            } else {
                bytes = Integer.parseInt(words[i]);
            }
        }
        connection.window(window).options(options);
        int sequence = Integer.parseInt(words[2]);
        int acknowledgment = Integer.parseInt(words[3]);
        if (words[0].equals("c")) {
            connection.client(words[1], sequence, acknowledgment, "x".repeat(bytes));
        } else {
            connection.server(words[1], sequence, acknowledgment, "x".repeat(bytes));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HS; s A 1 1; s SA 0 1                       | est_synack_resend
            HS; s PA 1 1 3; s SA 0 1                    | est_synack_resend
            HS; s SA 0 1                                | ''
            HS; c PA 1 1 3; s SA 0 1                    | ''
            HS; s PA -50 1 3; s SA 0 1                  | ''
            HS; s R 90000 0; s SA 0 1                   | ''
            HS; s A 1 1; s SA 7 1                       | est_synack_resend_with_diff_seq
            HS; c PA 1 1 3; s A 1 4; s SA 0 1           | est_synack_resend_with_different_ack
            HS; c FA 1 900000                           | fin_invalid_ack pkt_invalid_ack
            HS; s FA 1 900000                           | fin_invalid_ack pkt_invalid_ack
            HS; c FA 900000 900000                      | fin_invalid_ack pkt_invalid_ack
            HS; c FA 1 1                                | ''
            c S 0 0; s SA 0 1; c FA 1 900000            | fin_invalid_ack pkt_invalid_ack
            c S 0 0; s SA 0 1; s FA 1 900000            | fin_invalid_ack pkt_invalid_ack
            c S 0 0; s SA 0 1; c FA 0 1                 | fin_out_of_window
            c S 0 0; s SA 0 1; c FA 1 1                 | ''
            HS; c FA 1 1; s FA 1 900000                 | pkt_invalid_ack closewait_invalid_ack
            HS; c FA -499 1                             | fin_out_of_window
            HS; s PA 1 1 100; s FA 1 1                  | ''
            HS; s PA 1 1 100; c A 1 51; s FA 50 1       | fin_out_of_window
            HS; s PA 1 1 100; c A 1 51; s FA 51 1       | ''
            HS; s PA 1 1 100; c A 1 51; s FA 40 1 20    | fin_out_of_window
            HS; s PA 1 1 100; c FA 1 1; s FA 100 2      | closewait_fin_out_of_window
            HS; s PA 1 1 100; c FA 1 1; s FA 101 2      | ''
            HS; s PA 1 1 100; c FA 1 1; s FA 1 2 20     | ''
            HS; s PA 1 1 100; c FA 1 1; s FA 1 900000   | closewait_fin_out_of_window
            HS; c FA 1 1; c FA 1 1                      | ''
            HS; c FA 1 1; s A 1 2; c FA 1 1             | closewait_fin_out_of_window
            HS; s FA 1 1; c PA 1 1 100; c FA 99 2       | fin1_fin_wrong_seq
            HS; s FA 1 1; c PA 1 1 100; c FA 100 2      | ''
            HS; c FA 1 1; s FA 1 2; s FA 1 900000       | ''
            HS; c SFA 0 1                               | fin_out_of_window
            HS; c SFA 5 1                               | fin_syn
            HS; s SFA 1 1                               | ''
            HS; c SFA 5 900000                          | fin_invalid_ack pkt_invalid_ack
            HS; c RA 1 900000                           | pkt_invalid_ack rst_invalid_ack
            HS; c RA 1 -9000                            | pkt_invalid_ack rst_invalid_ack
            HS; c RA 1 1                                | ''
            HS; c RA 1 1 3                              | rst_with_data
            HS; s RA 1 1 3                              | rst_with_data
            HS; c R 900000 0 3                          | rst_with_data
            HS; c RA 1 1 3; c RA 4 1 3                  | ''
            HS; c FRA 1 1 3                             | rst_with_data
            HS; c FA 1 1; c RA 2 1 3                    | rst_with_data
            HS; c FA 1 1; s FA 1 2; c A 2 2; c RA 2 2 3 | ''
            c S 0 0; c R 1 0 3                          | rst_with_data
            c S 0 0; s R 0 0 3                          | rst_with_data
            c S 0 0; c RA 1 5                           | pkt_invalid_ack rst_invalid_ack
            c S 0 0; c R 1 5                            | ''
            c S 0 0; s SA 0 1; s RA 1 1 3               | rst_with_data
            c RA 1 1 3                                  | rst_but_no_session
            HS; s PA 1 -8191 3                          | ''
            HS; s PA 1 -8192 3                          | pkt_invalid_ack est_invalid_ack
            HS; s A 1 -8192                             | ''
            HS; c A -9 1                                | est_pkt_before_last_ack
            HS; c A 0 1                                 | ''
            HS; c PA -499 1 3                           | pkt_spurious_retransmission
            HS; s A 1 100                               | ''
            HS; s A 1 100; c PA 100 1 3; s A 1 103      | reassembly_seq_gap
            c S 0 0; s SA 0 1; s PA 2 1 5               | 3whs_wrong_seq_wrong_ack
            c S 0 0; s SA 0 1; s PA 1 1 5               | ''
            """)
    void shouldSayWhatIsOddAboutAPacket(String script, String events) {
        assertThat(lastEvents(connection(false, ReleasePolicy.ON_ACK), script)).isEqualTo(events);
    }

    /// A packet from beyond what was seen, in both directions, takes back more of the window than it acknowledges, and
    /// 32 bytes of a large one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c A 5 5 w=8159    | ''
            c A 5 5 w=8158    | pkt_bad_window_update
            c A 5 24 w=8140   | ''
            c A 5 24 w=8139   | pkt_bad_window_update
            s A 5 5 w=8158    | pkt_bad_window_update
            c PA 5 5 300 w=8000 | ''
            c A 5 5 w=0       | pkt_bad_window_update
            c A 4 5 w=0       | ''
            c A 5 4 w=0       | ''
            """)
    void shouldSayThatAWindowIsTakenBack(String packet, String events) {
        assertThat(lastEvents(connection(false, ReleasePolicy.ON_ACK), TALK + packet))
                .isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1023, ''",
        "1024, 1022, pkt_bad_window_update",
        "1060, 1027, ''",
        "1060, 1024, pkt_bad_window_update"
    })
    void shouldBearLessOfASmallWindow(int before, int now, String events) {
        String talk = TALK.replace("HS; ", HANDSHAKE).replace(";", " w=" + before + ";");
        assertThat(lastEvents(connection(false, ReleasePolicy.ON_ACK), talk + "c A 5 5 w=" + now))
                .isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s A 1 1      | 3whs_ack_in_wrong_dir
            s PA 2 1 5   | 3whs_ack_in_wrong_dir
            s PA 1 2 5   | 3whs_ack_in_wrong_dir
            s PA 1 1 5   | 3whs_ack_data_inject
            c A 1 1      | ''
            """)
    void shouldSayThatTheServerGoesOnBeforeTheClientWhereBytesAreJudgedOnTheirWay(String packet, String events) {
        assertThat(lastEvents(connection(false, ReleasePolicy.ON_ARRIVAL), "c S 0 0; s SA 0 1; " + packet))
                .isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c A 5 1      | 3whs_async_wrong_seq
            c PA 3 1 3   | 3whs_async_wrong_seq
            s A 1 1      | 3whs_async_wrong_seq
            c A 1 1      | ''
            c PA 1 1 3   | ''
            """)
    void shouldSayThatAConnectionOfOneSideGoesOnElsewhere(String packet, String events) {
        assertThat(lastEvents(connection(true, ReleasePolicy.ON_ACK), "c S 0 0; " + packet))
                .isEqualTo(events);
        assertThat(lastEvents(connection(false, ReleasePolicy.ON_ACK), "c S 0 0; " + packet))
                .isEmpty();
    }

    /// @param syns that differ by their timestamp
    @ParameterizedTest
    @CsvSource({"11, ''", "12, 3whs_syn_flood", "13, 3whs_syn_flood"})
    void shouldTellAFloodOfSynsFromRepeatedOnes(int syns, String events) {
        Connection connection = connection(false, ReleasePolicy.ON_ACK);
        for (int i = 1; i <= syns; i++) {
            lastEvents(connection, "c S 0 0 ts=" + i);
        }
        assertThat(String.join(" ", connection.events())).isEqualTo(events);
        assertThat(lastEvents(connection, "c S 0 0 ts=3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c S 0 0 w=%d", "c S 0 0"})
    void shouldNotTakeSynsWithoutTimestampsForAFlood(String syn) {
        Connection connection = connection(false, ReleasePolicy.ON_ACK);
        for (int i = 1; i <= 20; i++) {
            assertThat(lastEvents(connection, syn.formatted(i))).isEmpty();
        }
    }

    /// @param different by their sequence number
    @ParameterizedTest
    @CsvSource({"6, ''", "7, 3whs_synack_flood"})
    void shouldTellAFloodOfSynAcksFromRepeatedOnes(int different, String events) {
        Connection connection = connection(false, ReleasePolicy.ON_ACK);
        lastEvents(connection, "c S 0 0 ts=1; c S 0 0 ts=2");
        for (int i = 0; i < different; i++) {
            lastEvents(connection, "s SA %1$d 1; s SA %1$d 1".formatted(i));
        }
        assertThat(String.join(" ", connection.events())).isEqualTo(events);
        assertThat(lastEvents(connection, "s SA 2 1")).isEmpty();
    }
}
