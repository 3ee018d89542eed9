package dev.winnow.protocol.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.AppProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FtpParserTest {
    private static final int DATA_PORT = 78 << 8 | 32;

    private static Talk login() {
        return Talk.tcp(21).server("220 ftp\r\n").client("USER a\r\n").server("331 ok\r\n");
    }

    /// `C` and `S` say who speaks; the connection is then made by the client, or by the server.
    @ParameterizedTest
    @CsvSource({
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78,32).|CRETR a', false, true",
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78,32).|CSTOR a', false, true",
        "'CEPSV|S229 Entering Extended Passive Mode (|||20000|)|CRETR a', false, true",
        "'CPORT 9,9,9,9,78,32|S200 ok|CRETR a', true, true",
        "'CEPRT |1|9.9.9.9|20000||S200 ok|Cstor a', true, true",
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78,32).|CLIST', false, false",
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78,33).|CRETR a', false, false",
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78).|CRETR a', false, false",
        "'CPASV|S227 Entering Passive Mode (1,2,3,4,78,32).|CRETR a', true, false",
        "'CRETR a', false, false"
    })
    void shouldKnowTheConnectionThatAFileTakes(String dialogue, boolean isReversed, boolean isKnown) {
        try (Talk talk = login()) {
            for (String line : dialogue.split("\\|(?=[CS])", -1)) {
                byte[] said = Talk.bytes(line.substring(1) + "\r\n");
                talk.say(line.charAt(0) == 'C' ? Direction.TO_SERVER : Direction.TO_CLIENT, said);
            }
            talk.other(isReversed, DATA_PORT).server("the ").server("file");
            assertThat(talk.conversation().protocol()).isEqualTo(isKnown ? AppProtocol.FTP_DATA : null);
            assertThat(String.join("", talk.all(Field.FILE_DATA, Direction.TO_CLIENT)))
                    .isEqualTo(isKnown ? "the file" : "");
        }
    }

    @Test
    void shouldExpectEachConnectionOnce() {
        try (Talk talk = login()) {
            talk.client("PASV\r\n").server("227 (1,2,3,4,78,32)\r\n").client("RETR a\r\n");
            talk.other(false, DATA_PORT).client("x");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.FTP_DATA);
            talk.other(false, DATA_PORT).client("x");
            assertThat(talk.conversation().protocol()).isNull();
        }
    }

    @Test
    void shouldEndTheFileWithItsConnection() {
        try (Talk talk = login()) {
            talk.client("PASV\r\n").server("227 (1,2,3,4,78,32)\r\n").client("STOR a\r\n");
            talk.other(false, DATA_PORT).client("x");
            assertThat(talk.conversation().transaction(0).stage(Direction.TO_SERVER))
                    .isEqualTo(Stage.BODY);
            talk.conversation().closed(Direction.TO_SERVER);
            assertThat(talk.conversation().transaction(0).stage(Direction.TO_SERVER))
                    .isEqualTo(Stage.COMPLETE);
            talk.conversation().inspected(talk.conversation().transaction(0), Direction.TO_SERVER);
            assertThat(talk.conversation().transactionCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RETR dir/a b.exe , 1, dir/a b.exe",
        "stor a.exe, 2, a.exe",
        "APPE a.exe, 0, a.exe",
    })
    void shouldKnowWhatTheConnectionIsFor(String command, int number, String name) {
        try (Talk talk = login()) {
            talk.client("PASV\r\n").server("227 (1,2,3,4,78,32)\r\n").client(command + "\r\n");
            talk.other(false, DATA_PORT).server("x");
            Transaction file = talk.conversation().transaction(0);
            assertThat(file.number(NumberField.FTP_DATA_COMMAND, Direction.TO_CLIENT, 0))
                    .isEqualTo(number);
            assertThat(talk.all(Field.FILE_NAME, Direction.TO_CLIENT)).containsExactly(name);
            assertThat(file.number(NumberField.FTP_DATA_COMMAND, Direction.TO_SERVER, 0))
                    .isEqualTo(Transaction.NO_NUMBER);
        }
    }

    @Test
    void shouldSayTheSizeOfAFileOnlyOnceItIsWhole() {
        try (Talk talk = login()) {
            talk.client("PASV\r\n").server("227 (1,2,3,4,78,32)\r\n").client("STOR a\r\n");
            talk.other(false, DATA_PORT).client("hel").client("lo");
            Transaction file = talk.conversation().transaction(0);
            assertThat(file.number(NumberField.FILE_SIZE, Direction.TO_SERVER, 0))
                    .isEqualTo(Transaction.NO_NUMBER);
            talk.conversation().closed(Direction.TO_SERVER);
            assertThat(file.number(NumberField.FILE_SIZE, Direction.TO_SERVER, 0))
                    .isEqualTo(5);
            assertThat(talk.all(Field.FILE_MD5, Direction.TO_SERVER)).hasSize(1);
        }
    }

    @Test
    void shouldSayOfAFileThatLostBytesHowLongItIsAtLeast() {
        try (Talk talk = login()) {
            talk.client("PASV\r\n").server("227 (1,2,3,4,78,32)\r\n").client("STOR a\r\n");
            talk.other(false, DATA_PORT).client("hel");
            talk.conversation().gap(Direction.TO_SERVER, 1);
            talk.client("o").conversation().closed(Direction.TO_SERVER);
            Transaction file = talk.conversation().transaction(0);
            assertThat(file.number(NumberField.FILE_SIZE, Direction.TO_SERVER, 0))
                    .isEqualTo(TransactionOption.atLeast(5));
            assertThat(talk.all(Field.FILE_MD5, Direction.TO_SERVER)).isEmpty();
        }
    }

    @Test
    void shouldHandOverToTlsOnceTheServerAgrees() {
        try (Talk talk = login()) {
            talk.client("AUTH TLS\r\n").server("500 no\r\n").client("NOOP\r\n").server("234 odd\r\n");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.FTP);
            talk.client("AUTH TLS\r\n").server("234 go\r\n").client("\u0016\3\1\0\u0005");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.TLS);
        }
    }
}
