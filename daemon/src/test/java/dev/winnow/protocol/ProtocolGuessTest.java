package dev.winnow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtocolGuessTest {
    private static final int STRANGE_PORT = 8123;

    /// First bytes in either direction, `\n` and `\xHH` escaped; what Suricata 7.0.10 says of them, POP3 and IMAP
    /// apart.
    @ParameterizedTest
    @CsvSource({
        "TO_SERVER, 'GET / HTTP/1.1\\r\\n', HTTP1",
        "TO_SERVER, 'get\\t/', HTTP1",
        "TO_SERVER, 'BASELINE-CONTROL /', HTTP1",
        "TO_SERVER, 'GET', ",
        "TO_SERVER, 'GETS / HTTP/1.1\\r\\n', ",
        "TO_SERVER, 'SEARCH / HTTP/1.1\\r\\n', ",
        "TO_SERVER, ' GET / HTTP/1.1\\r\\n', ",
        "TO_SERVER, 'HTTP/1.1 200 OK\\r\\n', HTTP1",
        "TO_CLIENT, 'EHLO a\\r\\n', SMTP",
        "TO_CLIENT, 'HTTP/1.1 200 OK\\r\\n', HTTP1",
        "TO_CLIENT, 'http/0.9', HTTP1",
        "TO_CLIENT, 'HTTP/1.2 200 OK\\r\\n', ",
        "TO_CLIENT, 'ICY 200 OK\\r\\n', ",
        "TO_SERVER, 'PRI * HTTP/2.0\\r\\n', HTTP2",
        "TO_SERVER, '\\x16\\x03\\x01', TLS",
        "TO_SERVER, '\\x16\\x03\\x03', TLS",
        "TO_SERVER, '\\x16\\x03\\x04', ",
        "TO_SERVER, '\\x17\\x03\\x01', ",
        "TO_CLIENT, '\\x15\\x03\\x01\\x00\\x02', TLS",
        "TO_SERVER, '\\x80\\x2e\\x01\\x00\\x02', TLS",
        "TO_SERVER, '\\x80\\x2e\\x01\\x03\\x01', TLS",
        "TO_SERVER, '\\x80\\x2e\\x01\\x03\\x04', ",
        "TO_SERVER, '\\x00\\x2e\\x01\\x00\\x02', ",
        "TO_SERVER, 'SSH-', SSH",
        "TO_CLIENT, 'ssh-2.0-x\\r\\n', SSH",
        "TO_CLIENT, 'SSH_2', ",
        "TO_SERVER, 'EHLO a\\r\\n', SMTP",
        "TO_SERVER, 'helo', SMTP",
        "TO_SERVER, 'MAIL FROM:<a>\\r\\n', ",
        "TO_CLIENT, '220 mx ESMTP\\r\\n', ",
        "TO_SERVER, 'USER a\\r\\n', FTP",
        "TO_SERVER, 'USER\\r\\n', ",
        "TO_SERVER, 'FEAT\\r\\n', FTP",
        "TO_SERVER, 'SYST\\r\\n', ",
        "TO_CLIENT, '+OK ready\\r\\n', POP3",
        "TO_CLIENT, '* OK ready\\r\\n', IMAP",
        "TO_SERVER, '\\x00\\x00\\x00\\x40\\xffSMB\\x72', SMB",
        "TO_CLIENT, '\\x00\\x00\\x00\\x40\\xfeSMB\\x40', SMB",
        "TO_SERVER, '\\x00\\x00\\x00\\x40\\xfeSMB', ",
        "TO_SERVER, '\\x81\\x00\\x00\\x40\\xffSMB\\x72', SMB",
        "TO_SERVER, '\\x80\\x00\\x00\\x40\\xffSMB\\x72', ",
        "TO_SERVER, '\\x05\\x00\\x0b\\x03\\x10\\x00\\x00\\x00\\x48\\x00\\x00\\x00\\x01\\x00\\x00\\x00', DCERPC",
        "TO_SERVER, '\\x05\\x00\\x0b\\x03\\x10\\x00\\x00\\x00\\x48\\x00\\x00\\x00\\x01\\x00\\x00', ",
        "TO_SERVER, '\\x05\\x01\\x0b\\x03\\x10\\x00\\x00\\x00\\x48\\x00\\x00\\x00\\x01\\x00\\x00\\x00', ",
        "TO_SERVER, '\\x05\\x00\\x0b\\x03\\x20\\x00\\x00\\x00\\x48\\x00\\x00\\x00\\x01\\x00\\x00\\x00', ",
        "TO_SERVER, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA', "
    })
    void shouldTellTheProtocolByTheFirstBytes(Direction direction, String escaped, AppProtocol expected) {
        byte[] bytes = Talk.bytes(unescape(escaped));
        try (Talk whole = Talk.watched(STRANGE_PORT)) {
            assertThat(whole.say(direction, bytes).conversation().protocol()).isEqualTo(expected);
        }
        try (Talk bytewise = Talk.watched(STRANGE_PORT)) {
            for (int i = 0; i < bytes.length; i++) {
                bytewise.say(direction, Arrays.copyOfRange(bytes, i, i + 1));
            }
            assertThat(bytewise.conversation().protocol()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\\r\\n\\nGET / HTTP/1.1\\r\\n', HTTP1",
        "'SEARCH / http/1.0\\n', HTTP1",
        "'SEARCH / HTTP/1.1', ",
        "'SEARCH / HTTP/2.0\\r\\n', ",
        "'SEARCH / HTTP/1.1 \\r\\n', ",
        "'HTTP/1.2\\r\\n', ",
        "'SE\\x01RCH / HTTP/1.1\\r\\n', ",
        "'\\r\\n', "
    })
    void shouldTellAnyRequestLineWhereItIsHeldUpUntilItIsJudged(String escaped, AppProtocol expected) {
        try (Talk bytewise = Talk.tcp(STRANGE_PORT)) {
            bytewise.say(Direction.TO_SERVER, Talk.bytes(unescape(escaped)), 1);
            assertThat(bytewise.conversation().protocol()).isEqualTo(expected);
        }
    }

    @Property(tries = 2000)
    void shouldNeverThrowAndKeepWithinItsBound(
            @ForAll @Size(max = 40) byte[] first, @ForAll @Size(max = 40) byte[] second, @ForAll boolean isStream) {
        try (Talk talk = isStream ? Talk.tcp(53) : Talk.udp(53)) {
            talk.say(Direction.TO_SERVER, first).say(Direction.TO_CLIENT, second);
            assertThat(talk.conversation().detection()).isNotNull();
        }
    }

    static String unescape(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char letter = escaped.charAt(i);
            if (letter != '\\') {
                text.append(letter);
            } else if (escaped.charAt(++i) == 'x') {
                text.append((char) Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                text.append("\r\n\t".charAt("rnt".indexOf(escaped.charAt(i))));
            }
        }
        return text.toString();
    }
}
