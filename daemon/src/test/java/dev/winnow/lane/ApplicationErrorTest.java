package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that contradict the protocol they speak, and `app-layer.error-policy`. The tables were answered by
/// Suricata 7.0.10 with `--simulate-ips`; where winnow differs, bench/differences.md says so.
final class ApplicationErrorTest {
    private static final String RULE = "alert tcp any any -> any any (content:\"X\"; nocase; noalert; sid:1;)";
    private static final String HELLO = "160301002f0100002b0303" + "11".repeat(32) + "000004c02fc0300100";
    /// What SMB begins with: a NEGOTIATE of SMB 1 for NT LM 0.12.
    private static final String NEGOTIATE =
            "0000002f" + "ff534d4272000000001853c8" + "00".repeat(20) + "000c00" + "024e54204c4d20302e313200";

    private final String[] settings = {"app-layer.error-policy=drop-flow"};

    /// @param dropped the packet that is dropped first, where the handshake's SYN is 0
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | POST / HTTP/1.1^Host: a^Content-Length: abc^^ | <HTTP/1.1 200 OK^Content-Length: 0^^ | |
            3 | POST / HTTP/1.1^Host: a^Transfer-Encoding: xchunked^^ | | |
            3 | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^^zz^ | | |
            5 | GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Content-Length: abc^^hi | GET / HTTP/1.1^^ |
            5 | SSH-2.0-x^ | <SSH-x^ | |
            5 | SSH-2.0-x^ | <hello^SSH-2.0-y^ | |
            7 | <220 m ESMTP^ | EHLO a^ | <xyz hello^ | NOOP^
            7 | <220 m ESMTP^ | EHLO a^ | <250-a^299 b^ | NOOP^
            9 | <220 m ESMTP^ | EHLO a^ | <250 a^ | BDAT^
            """)
    void shouldDropTheRestOfAConnectionThatContradictsItsProtocol(
            int dropped, String first, String second, String third, String fourth) {
        String verdicts = judge(settings, first, second, third, fourth);

        assertThat(verdicts).isEqualTo("a".repeat(dropped) + "d".repeat(verdicts.length() - dropped));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Content-Length: 2^^ok | |
            POST / HTTP/1.1^Host: a^Content-Length: 3x^^abc | | |
            GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Transfer-Encoding: chunked^^zz^abc | |
            GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Content-Length: 2^^ok | \1\2garbage^^ |
            GET / HTTP/1.1^Host: a^^ | <\1\2garbage^^ | |
            SSH-2.0-x^ | <SSH-2.0-y^ | |
            <220 m ESMTP^ | EHLO a^ | <250-a^250 STARTTLS^ | NOOP^
            <220 m ESMTP^ | EHLO a^ | <250 a^ | BDAT 3 LAST^
            <220 ftp^ | USER a^ | <xyz^ | PASS b^
            """)
    void shouldLeaveAConnectionAloneThatIsOnlyOdd(String first, String second, String third, String fourth) {
        assertThat(judge(settings, first, second, third, fourth)).doesNotContain("d");
    }

    @ParameterizedTest
    @CsvSource({
        "5503030005 68656c6c6f, a", // a letter: another protocol's bytes
        "1903030005 68656c6c6f, d", // no type that there is
        "160303ffff 68656c6c6f, d", // too long
        "1603034000 68656c6c6f, a"
    })
    void shouldTellARecordThatTlsDoesNotHave(String hex, String verdict) {
        assertThat(sixth(HELLO, hex)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "18030300160100036161610000000000000000000000000000000000, a",
        "1803030015010003616161000000000000000000000000000000, d", // a byte of padding too few
        "18030300160300036161610000000000000000000000000000000000, d", // neither asks nor answers
        "180303000701400061616161, d" // Heartbleed
    })
    void shouldTellAHeartbeatThatNoPeerSends(String hex, String verdict) {
        assertThat(sixth(HELLO, hex)).isEqualTo(verdict);
    }

    /// @param missing the turn that is acknowledged and never seen
    /// @param dropped the packet that is dropped first; empty: none
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 8 | <220 ftp^ | USER a^ | PASS b^ | NOOP^
            1 | | <220 ftp^ | USER a^ | <331 ok^ | PASS b^
            2 | 8 | <220 m ESMTP^ | EHLO a^ | <250 a^ | <250 b^
            2 | 8 | SSH-2.0-x^ | <SSH-2.0-y^ | <aaaa | <bbbb
            0 | | GET /a HTTP/1.1^^ | GET /b HTTP/1.1^^ | <HTTP/1.1 200 OK^Content-Length: 2^^ok |
            1 | | GET /a HTTP/1.1^^ | <HTTP/1.1 200 OK^Content-Length: 2^^ok | GET /b HTTP/1.1^^ |
            """)
    void shouldHoldMissingBytesAgainstWhoeverSendsOnBehindThem(
            int missing, Integer dropped, String first, String second, String third, String fourth) {
        List<byte[]> packets = new ArrayList<>(Turns.packets(first, second, third, fourth));
        packets.remove(3 + 2 * missing);
        try (JudgedTraffic traffic = new JudgedTraffic(RULE, true, settings)) {
            packets.forEach(traffic::send);

            assertThat(traffic.verdicts().indexOf('d')).isEqualTo(dropped == null ? -1 : dropped);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000008 6a756e6b6a756e6b, d", // a frame without a message
        "6a756e6b 6a756e6b6a756e6b, a", // no frame of messages
        "85000000, a",
        "00000008 ff534d4272000000, d", // half a header
        "00000004 fd534d42, a"
    })
    void shouldTellAFrameThatSmbDoesNotHave(String hex, String verdict) {
        assertThat(sixth(NEGOTIATE, hex)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0003 616263, d", // shorter than a header
        "0014 00070100000100000000000003616263 00000100, d", // a label that is cut short
        "0017 00078180000100000000000001610363 6f6d0000010001, d", // a response to the server
        "0017 00070100000100000000000001610363 6f6d0000010001, a"
    })
    void shouldTellAMessageThatDnsDoesNotHave(String hex, String verdict) {
        String query = "0017" + "000701000001000000000000" + "0161" + "03636f6d" + "00" + "00010001";

        assertThat(sixth(query, hex)).isEqualTo(verdict);
    }

    @Test
    void shouldJudgeOnBehindAPacketThatWasDropped() {
        String[] packet = {"app-layer.error-policy=drop-packet"};

        assertThat(judge(packet, "POST / HTTP/1.1^Content-Length: abc^^", "<HTTP/1.1 200 OK^Content-Length: 0^^"))
                .isEqualTo("aaadaaaaa");
    }

    @Test
    void shouldIgnoreErrorsUnlessToldOtherwise() {
        assertThat(judge(new String[0], "POST / HTTP/1.1^Content-Length: abc^^"))
                .doesNotContain("d");
    }

    /// The verdict of the sixth packet, the one with the second of the client's turns.
    private String sixth(String... turns) {
        String[] said = Arrays.stream(turns).map(ApplicationErrorTest::bytes).toArray(String[]::new);
        return judge(settings, said).substring(5, 6);
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex.replace(" ", "")), StandardCharsets.ISO_8859_1);
    }

    private static String judge(String[] settings, String... turns) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULE, true, settings)) {
            Turns.packets(turns).forEach(traffic::send);
            return traffic.verdicts();
        }
    }
}
