package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets in, for each what the table makes of it: the columns are what Suricata 7.0.10 says of the same packets,
/// where nothing else is said.
///
/// Packets are written as [Connection#packet] has them. What is made of one: `+` established
/// before it, `-` not; then `>` to the server, `<` to the client; then the events.
final class HandshakeTest {
    private static final String DATA_AND_ACK = "; c PA 1 1 EVIL; s A 1 5";

    private final Recorder recorder = new Recorder();

    private List<String> run(StreamSettings settings, String script) {
        Connection connection =
                new Connection(new FlowTable(Arena.ofAuto(), FlowSettings.DEFAULT.withStream(settings), recorder));
        List<String> results = new ArrayList<>();
        for (String packet : script.split("; *", -1)) {
            connection.packet(packet);
            String way = connection.flow().direction() == Direction.TO_SERVER ? ">" : "<";
            String state = connection.flow().wasEstablished() ? "+" : "-";
            String events = String.join(" ", connection.events());
            results.add(state + way + (events.isEmpty() ? "" : " " + events));
        }
        return results;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            three packets        | c S 0 0; s SA 0 1; c A 1 1                        | ->, -<, ->
            data with the third  | c S 0 0; s SA 0 1                                 | ->, -<
            SYN again            | c S 0 0; c S 0 0; s SA 0 1; c A 1 1               | ->, ->, -<, ->
            SYN/ACK again        | c S 0 0; s SA 0 1; s SA 0 1; c A 1 1              | ->, -<, -<, ->
            split in four        | c S 0 0; s S 0 0; c SA 0 1; s A 1 1               | ->, -<, ->, -<
            split in five        | c S 0 0; s A 0 1; s S 0 0; c SA 0 1; s A 1 1      | ->, -<, -<, ->, -<
            simultaneous         | c S 0 0; s S 0 0; c SA 0 1; s SA 0 1              | ->, -<, ->, -<
            wrong SYN/ACK first  | c S 0 0; s SA 0 7; s SA 0 1; c A 1 1              | ->, -< 3whs_synack_with_wrong_ack, -<, ->
            SYN/ACK from client  | c S 0 0; c SA 0 1; s SA 0 1; c A 1 1              | ->, -> 3whs_synack_in_wrong_direction, -<, ->
            first of two SYNs    | c S 0 0; c S 50 0; s SA 0 1; c A 1 1              | ->, ->, -<, ->
            last of two SYN/ACKs | c S 0 0; s SA -70 1; s SA 0 1; c A 1 1            | ->, -<, -<, ->
            SYN/ACK, other ack   | c S 0 0; s SA 0 1; s SA 0 0; c A 1 1              | ->, -<, -< 3whs_synack_resend_with_different_ack, ->
            SYN, other sequence  | c S 0 0; s SA 0 1; c S 9 0; c A 1 1               | ->, -<, -> 3whs_syn_resend_diff_seq_on_syn_recv, ->
            SYN from the server  | c S 0 0; s SA 0 1; s S 9 0; c A 1 1               | ->, -<, -< 3whs_syn_toclient_on_syn_recv, ->
            late SYN/ACK to it   | c S 0 0; s SA 0 1; c SA 0 1; c A 1 1              | ->, -<, -> 3whs_synack_toserver_on_syn_recv, ->
            wrong third          | c S 0 0; s SA 0 1; c A 1 999; c A 1 1             | ->, -<, -> 3whs_right_seq_wrong_ack_evasion, ->
            very wrong third     | c S 0 0; s SA 0 1; c A 77 999; c A 1 1            | ->, -<, -> 3whs_wrong_seq_wrong_ack, ->
            data with wrong ack  | c S 0 0; s SA 0 1; c A 1 999 JUNK; c A 1 1        | ->, -<, -> 3whs_right_seq_wrong_ack_evasion, ->
            split, wrong ack     | c S 0 0; s S 0 0; c SA 0 7; c SA 0 1; s A 1 1     | ->, -<, -> 4whs_synack_with_wrong_ack, ->, -<
            split, wrong SYN     | c S 0 0; s S 0 0; c SA 5 1; c SA 0 1; s A 1 1     | ->, -<, -> 4whs_synack_with_wrong_syn, ->, -<
            split, wrong end     | c S 0 0; s S 0 0; c SA 0 1; s A 5 1; s A 1 1      | ->, -<, ->, -< 4whs_wrong_seq, -<
            split, wrong end ack | c S 0 0; s S 0 0; c SA 0 1; s A 1 5; s A 1 1      | ->, -<, ->, -< 4whs_invalid_ack pkt_invalid_ack, -<
            RST, wrong ack       | c S 0 0; s RA 0 77; s SA 0 1; c A 1 1             | ->, -< pkt_invalid_ack rst_invalid_ack, -<, ->
            RST, no ack          | c S 0 0; s R 0 0; s SA 0 1; c A 1 1               | ->, -<, -<, ->
            RSTs far away        | c S 0 0; s SA 0 1; c R 77777 0; s R 9999 0; c A 1 1 | ->, -<, ->, -<, ->
            """)
    void shouldFollowHandshakes(String name, String script, String expected) {
        List<String> results = run(StreamSettings.DEFAULT, script + DATA_AND_ACK);

        assertThat(String.join(", ", results)).as(name).isEqualTo(expected + ", +>, +<");
        assertThat(recorder.toServer()).isEqualTo("EVIL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no handshake   | c PA 1 1 EVIL; s PA 1 5 OK; c A 5 3          | ->, -<, ->
            SYN/ACK first  | s SA 0 1; c A 1 1; c PA 1 1 EVIL; s A 1 5    | ->, -<, -<, ->
            one side alone | c S 0 0; c A 1 1; c PA 1 1 EVIL; c A 5 1     | ->, ->, ->, ->
            FIN first      | c FA 1 1                                     | -> fin_but_no_session
            RST first      | c R 1 0                                      | -> rst_but_no_session
            FIN and SYN    | c SF 0 0; c S 0 5                            | -> fin_but_no_session, ->
            """)
    void shouldNotFollowWhatItDidNotSeeBegin(String name, String script, String expected) {
        assertThat(String.join(", ", run(StreamSettings.DEFAULT, script)))
                .as(name)
                .isEqualTo(expected);
        assertThat(recorder.toServer()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            data first    | c PA 1 1 EVIL; s PA 1 5 OK; c A 5 3          | ->, +<, +>
            answer first  | s PA 1 1 OK; c PA 1 3 EVIL; s A 3 5          | ->, +<, +>
            SYN/ACK first | s SA 0 1; c A 1 1; c PA 1 1 EVIL; s A 1 5    | -<, ->, +>, +<
            FIN with data | c FPA 1 1 EVIL; s A 1 6                      | ->, +<
            FIN alone     | c FA 1 1; c PA 1 1 EVIL; s A 1 5             | -> fin_but_no_session, ->, +<
            """)
    void shouldPickUpMidstreamWhereAsked(String name, String script, String expected) {
        StreamSettings settings = settings(true, false, ReleasePolicy.ON_ACK);

        assertThat(String.join(", ", run(settings, script))).as(name).isEqualTo(expected);
        assertThat(recorder.toServer() + recorder.toClient()).contains("EVIL");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            client alone | c S 0 0; c A 1 1; c PA 1 1 EVIL; c PA 5 1 MORE             | ->, ->, +>, +>
            with a hole  | c S 0 0; c A 1 1; c PA 1 1 EVIL; c PA 8 1 MORE; c A 12 1   | ->, ->, +>, +> reassembly_seq_gap, +>
            server alone | s SA 0 1; s PA 1 1 EVIL; s PA 5 1 MORE                     | -<, -<, +<
            """)
    void shouldFollowOneSideWhereAsked(String name, String script, String expected) {
        StreamSettings settings = settings(false, true, ReleasePolicy.ON_ACK);

        assertThat(String.join(", ", run(settings, script))).as(name).isEqualTo(expected);
        assertThat(recorder.toServer() + recorder.toClient()).startsWith("EVIL").endsWith("MORE");
    }

    /// As in Suricata: who asks for both sees each side's bytes though nothing of the connection's begin was seen.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            first packet  | c PA 1 1 EVIL                                  | ''
            one side      | c PA 1 1 EVIL; c PA 5 1 MORE                   | EVILMORE
            then both     | c PA 1 1 EVIL; s A 1 5; c PA 5 1 MORE          | EVIL
            acknowledged  | c PA 1 1 EVIL; s A 1 5; c PA 5 1 MORE; s A 1 9 | EVILMORE
            """)
    void shouldFollowOneSideOfAConnectionThatWasPickedUp(String name, String script, String expected) {
        run(settings(true, true, ReleasePolicy.ON_ACK), script);

        assertThat(recorder.toServer()).as(name).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON_ARRIVAL", "ON_ACK"})
    void shouldBelieveTheSynThatIsAcknowledged(ReleasePolicy release) {
        run(settings(false, false, release), "c S -50 0; c S 0 0; s SA 0 1; c A 1 1" + DATA_AND_ACK);

        assertThat(recorder.toServer()).isEqualTo("EVIL");
    }

    /// RFC 7413 section 4.2: the server may take data on a SYN, or have it sent again.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ON_ARRIVAL | c S 0 0 EVIL; s SA 0 5; c PA 5 1 MORE; s A 1 9                     | EVILMORE
            ON_ACK     | c S 0 0 EVIL; s SA 0 5; c PA 5 1 MORE; s A 1 9                     | EVILMORE
            ON_ARRIVAL | c S 0 0 JUNK; s SA 0 1; c A 1 1; c PA 1 1 EVIL; s A 1 5            | EVIL
            ON_ACK     | c S 0 0 JUNK; s SA 0 1; c A 1 1; c PA 1 1 EVIL; s A 1 5            | EVIL
            """)
    void shouldTakeDataOnASynIfTheServerDoes(ReleasePolicy release, String script, String expected) {
        run(settings(false, false, release), script);

        assertThat(recorder.toServer()).isEqualTo(expected);
    }

    private static StreamSettings settings(boolean midstream, boolean asyncOneside, ReleasePolicy release) {
        return new StreamSettings(
                midstream, asyncOneside, 1 << 20, 0, release, false, true, 2560, HostPolicies.DEFAULT);
    }
}
