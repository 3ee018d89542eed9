package dev.winnow.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnsParserTest {
    private static final int PORT = 53;

    private static List<String> queries(DnsMessages message) {
        try (Talk talk = Talk.udp(PORT)) {
            return talk.say(Direction.TO_SERVER, message.bytes()).all(Field.DNS_QUERY, Direction.TO_SERVER);
        }
    }

    @Test
    void shouldNameEachQueryAsItIsOnTheWire() {
        assertThat(queries(DnsMessages.query("Example.com", "a.b.c"))).containsExactly("Example.com", "a.b.c");
        assertThat(queries(DnsMessages.query("ex\0\u00ff"))).containsExactly("ex\0\u00ff");
    }

    @Test
    void shouldFollowPointers() {
        DnsMessages message = DnsMessages.header(0x0100, 2, 0).question("example.com", 1);
        message.raw(3).text("www").u16(0xC00C).u16(1).u16(1);
        assertThat(queries(message)).containsExactly("example.com", "www.example.com");
    }

    @Test
    void shouldHaveNoQueryForTheRoot() {
        assertThat(queries(DnsMessages.query(""))).isEmpty();
    }

    @Test
    void shouldCutAnEndlessNameWhereSuricataDoes() {
        DnsMessages itself = DnsMessages.header(0x0100, 1, 0)
                .raw(1)
                .text("e")
                .u16(0xC00C)
                .u16(1)
                .u16(1);
        assertThat(queries(itself)).singleElement().extracting(String::length).isEqualTo(255);
        String label = "a".repeat(63);
        DnsMessages twenty = DnsMessages.query(String.join(".", java.util.Collections.nCopies(20, label)));
        assertThat(queries(twenty)).singleElement().extracting(String::length).isEqualTo(DnsName.MAX_TEXT_LENGTH);
    }

    @Test
    void shouldHaveNoTransactionOfAMessageThatIsCut() {
        byte[] whole = DnsMessages.query("example.com").bytes();
        for (int length = 0; length < whole.length; length++) {
            try (Talk talk = Talk.udp(PORT)) {
                talk.say(Direction.TO_SERVER, Arrays.copyOf(whole, length));
                assertThat(talk.conversation().transactionCount())
                        .as("of %d bytes", length)
                        .isZero();
            }
        }
    }

    @Test
    void shouldRefuseLabelsAndPointersThatLeadNowhere() {
        assertThat(queries(DnsMessages.header(0, 1, 0)
                        .raw(0x40)
                        .text("a".repeat(64))
                        .raw(0)
                        .u16(1)
                        .u16(1)))
                .isEmpty();
        assertThat(queries(DnsMessages.header(0, 1, 0)
                        .raw(1)
                        .text("a")
                        .u16(0xFFFF)
                        .u16(1)
                        .u16(1)))
                .isEmpty();
        assertThat(queries(DnsMessages.header(0, 1, 0)
                        .raw(1)
                        .text("a")
                        .u16(0xC00E)
                        .u16(1)
                        .u16(1)))
                .isEmpty();
    }

    /// @param whole data of an answer, at 0x23 of the message, behind which another answer stands
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1   | 01020304                       | -        | an address
            257 | 0005                           | -        | of any other type
            5   | 026e73017800                   | 026e7301 | an alias
            5   | 026e730178                     | 026e     | whose end is that of the data
            2   | c00c                           | 80616263 | a name server
            12  | c025c00c                       | c023     | a pointer to a pointer, and to itself
            15  | 0005026e7300                   | 0005026e | a mail server
            33  | 000100020003026e7300           | 000100020003c029 | a service
            6   | 016100c00c%1$s                 | 016100c00c00 | an authority
            16  | 0361626302646566               | 0561626302 | text
            44  | 0101                           | 01       | a fingerprint
            10  | 61                             | -        | anything
            """)
    void shouldTakeAnAnswerWhoseDataAreWhatTheTypeSays(int type, String whole, String broken, String what) {
        assertThat(isTaken(type, whole.formatted("00".repeat(20)))).as(what).isTrue();
        assertThat(isTaken(type, "")).as("no " + what).isFalse();
        if (broken != null) {
            assertThat(isTaken(type, broken)).as("broken " + what).isFalse();
        }
    }

    private static boolean isTaken(int type, String data) {
        DnsMessages response = DnsMessages.header(0x8180, 1, 2).question("a.com", 1);
        response.answer(type, HexFormat.of().parseHex(data)).answer(1);
        try (Talk talk = Talk.udp(PORT)) {
            talk.say(Direction.TO_SERVER, DnsMessages.query("a.com").bytes());
            talk.say(Direction.TO_CLIENT, response.bytes());
            return talk.conversation().transactionCount() == 2;
        }
    }

    @Test
    void shouldGiveQueryAndResponseATransactionEach() {
        try (Talk talk = Talk.udp(PORT)) {
            talk.say(
                    Direction.TO_SERVER,
                    DnsMessages.header(0x2100, 1, 0).question("a.b", 16).bytes());
            talk.say(
                    Direction.TO_CLIENT,
                    DnsMessages.header(0xA183, 1, 1)
                            .question("a.b", 16)
                            .answer(5)
                            .bytes());
            assertThat(talk.conversation().transactionCount()).isEqualTo(2);

            Transaction query = talk.conversation().transaction(0);
            assertThat(query.stage(Direction.TO_SERVER)).isEqualTo(Stage.COMPLETE);
            assertThat(query.number(NumberField.DNS_OPCODE, Direction.TO_SERVER, 0))
                    .isEqualTo(4);
            assertThat(query.number(NumberField.DNS_RCODE, Direction.TO_SERVER, 0))
                    .isEqualTo(Transaction.NO_NUMBER);
            assertThat(query.number(NumberField.DNS_RRTYPE, Direction.TO_SERVER, 0))
                    .isEqualTo(16);

            Transaction response = talk.conversation().transaction(1);
            assertThat(response.stage(Direction.TO_SERVER)).isEqualTo(Stage.NONE);
            assertThat(response.number(NumberField.DNS_RCODE, Direction.TO_CLIENT, 0))
                    .isEqualTo(3);
            assertThat(response.number(NumberField.DNS_RRTYPE, Direction.TO_CLIENT, 1))
                    .isEqualTo(5);

            talk.conversation().inspected(query, Direction.TO_SERVER);
            assertThat(talk.conversation().transactionCount()).isEqualTo(1);
            assertThat(talk.conversation().transaction(0)).isSameAs(response);
        }
    }

    @Test
    void shouldTellItOnOtherPortsOnlyWhereItIsCertain() {
        try (Talk plain = Talk.udp(5300);
                Talk odd = Talk.udp(5300);
                Talk multicast = Talk.udp(5353)) {
            byte[] query = DnsMessages.query("example.com").bytes();
            assertThat(plain.say(Direction.TO_SERVER, query).conversation().protocol())
                    .isEqualTo(AppProtocol.DNS);
            byte[] more = Arrays.copyOf(query, query.length + 1);
            assertThat(odd.say(Direction.TO_SERVER, more).conversation().protocol())
                    .isNull();
            assertThat(multicast.say(Direction.TO_SERVER, query).conversation().protocol())
                    .isNull();
        }
    }

    @Test
    void shouldStopAtAStreamWhoseMessagesHaveNoHeader() {
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, DnsMessages.query("first").framed());
            talk.client("\0\7garbage")
                    .say(Direction.TO_SERVER, DnsMessages.query("second").framed());
            assertThat(talk.all(Field.DNS_QUERY, Direction.TO_SERVER)).containsExactly("first");
        }
    }

    @Property(tries = 300)
    void shouldFindTheSameHoweverTheStreamIsCut(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 60) Integer> cuts) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(DnsMessages.query("example.com").framed());
        stream.writeBytes(DnsMessages.query("a.b", "c").framed());
        stream.writeBytes(DnsMessages.query("last").framed());
        byte[] bytes = stream.toByteArray();
        for (int port : new int[] {PORT, 5300}) {
            try (Talk talk = Talk.tcp(port)) {
                int at = 0;
                for (int cut : cuts) {
                    int end = Math.min(bytes.length, at + cut);
                    talk.say(Direction.TO_SERVER, Arrays.copyOfRange(bytes, at, end));
                    at = end;
                }
                talk.say(Direction.TO_SERVER, Arrays.copyOfRange(bytes, at, bytes.length));
                assertThat(talk.all(Field.DNS_QUERY, Direction.TO_SERVER))
                        .containsExactly("example.com", "a.b", "c", "last");
            }
        }
    }

    @Property(tries = 3000)
    void shouldSurviveChangedBytes(
            @ForAll @IntRange(max = 60) int place, @ForAll byte value, @ForAll @IntRange(max = 60) int otherPlace) {
        byte[] query = DnsMessages.query("example.com", "www.example.com").bytes();
        query[place % query.length] = value;
        query[otherPlace % query.length] ^= value;
        try (Talk talk = Talk.udp(PORT)) {
            talk.say(Direction.TO_SERVER, query).say(Direction.TO_CLIENT, query);
            assertThat(talk.all(Field.DNS_QUERY, Direction.TO_SERVER))
                    .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(DnsName.MAX_TEXT_LENGTH));
        }
    }
}
