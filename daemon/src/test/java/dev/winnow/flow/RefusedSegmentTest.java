package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Packets in, and which of them are refused where whatever is none of its connection's is: those that Suricata 7.0.10
/// drops with `stream.drop-invalid`.
///
/// Packets are written as [Connection#packet] has them, with `!` behind those that are refused.
final class RefusedSegmentTest {
    private final Recorder recorder = new Recorder();

    private Connection connection(boolean strict) {
        StreamSettings settings = new StreamSettings(
                false, false, 1 << 20, 0, ReleasePolicy.ON_ARRIVAL, strict, true, 2560, HostPolicies.DEFAULT);
        return new Connection(new FlowTable(Arena.ofAuto(), FlowSettings.DEFAULT.withStream(settings), recorder));
    }

    private static String refusals(Connection connection, String script) {
        return Arrays.stream(script.replace("!", "").split("; *", -1))
                .map(packet -> packet + (connection.packet(packet).flow().isRefused() ? "!" : ""))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c FA 1 1!
            c R 1 0!
            c SR 0 0!; c S 0 0; c SR 0 0!; s SA 0 1
            c S 0 0; s SA 0 7!; s SA 0 1; c A 1 1
            c S 0 0; c SA 0 1!; s SA 0 1
            c S 0 0; c R 5 0!; c R 1 0
            c S 0 0; s SA 0 1; s PA 1 1 xyz!; c A 1 1
            c S 0 0; s SA 0 1; c A 1 99!; c A 90000 1!; c A 1 1
            c S 0 0; s SA 0 1; s S 9 0!; c S 9 0!; c SA 0 1!; s SA 0 0!
            c S 0 0; s S 0 0; c SA 0 7!; c SA 5 1!; c SA 0 1; s A 5 1!; s A 1 5!; s A 1 1
            """)
    void shouldRefuseWhatIsNoneOfTheHandshake(String script) {
        assertThat(refusals(connection(true), script)).isEqualTo(script);
        assertThat(recorder.toServer() + recorder.toClient()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s A 1 1; s SA 0 1!
            c S 9 0!; c S 0 0!; s S 9 0!; s SA 9 1!; c SA 0 1!
            c PA 90000 1 JUNK; c A 1 90000; c P 1 0 JUNK
            c FA 90000 1!; c FA 1 90000!; c FA 1 1
            c R 90000 0!; c RA 1 90000!; c R 1 0; c R 1 0
            c FSA 1 1!; c FA 1 1
            s FA 1 1; c A 1 2; c PA 90000 2 JUNK!; c A 1 90000!; c FA 1 2; s A 2 2
            c FA 1 1; s A 1 2; s PA 90000 2 JUNK!; s A 1 90000!; s FA 1 2; c S 0 0!
            """)
    void shouldRefuseWhatIsNoneOfTheConnection(String script) {
        Connection connection = connection(true).window(8192).handshake();

        assertThat(refusals(connection, script)).isEqualTo(script);
        assertThat(recorder.toServer() + recorder.toClient()).doesNotContain("JUNK");
    }

    /// Hosts send a RST from where the other side's acknowledgment has it, which may be behind what they sent
    /// meanwhile.
    /// Suricata drops it; its receiver answers, and so comes by a better one (RFC 5961 section 3.2).
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c PA 1 1 abc; c PA 4 1 def; c R 4 0; c R 7 0
            s FA 1 1; c A 1 2; s R 0 0!; s R 1 0; s R 2 0
            """)
    void shouldLetPassARstThatComesABitLate(String script) {
        assertThat(refusals(connection(true).handshake(), script)).isEqualTo(script);
    }

    /// What does not arrive must not be taken for what did.
    @Test
    void shouldTakeNothingOfARefusedSegment() {
        Connection connection = connection(true).window(8192).handshake();
        String script = "c PA 1 1 abc; s A 1 4; c FPA 2 1 bcJUNK!; c RA 4 90000!; c PA 4 1 def";

        assertThat(refusals(connection, script)).isEqualTo(script);
        assertThat(recorder.toServer()).isEqualTo("abcdef");
        assertThat(connection.flow().isClosed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c FA 1 1
            c R 1 0
            c S 0 0; c SA 0 1; s SA 0 1
            c S 0 0; s SA 0 1; c A 1 1; c S 9 0; c FA 1 90000; c R 90000 0
            """)
    void shouldLetPassWhatDoesNothingWhereOnlyAmbiguousSegmentsAreRefused(String script) {
        assertThat(refusals(connection(false), script)).isEqualTo(script);
    }
}
