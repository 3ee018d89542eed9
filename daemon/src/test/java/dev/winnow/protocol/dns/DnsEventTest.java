package dev.winnow.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Suricata 7.0.10 finds odd about the same messages.
final class DnsEventTest {
    private static final int START = DnsHeader.LENGTH;
    private static final int POINTER = 0xC000;

    @ParameterizedTest
    @CsvSource({"0x0100, ''", "0x0140, z_flag_set", "0x3100, ''", "0x3900, invalid_opcode", "0x7900, invalid_opcode"})
    void shouldSayWhatIsOddAboutAHeader(String flags, String event) {
        DnsMessages query = DnsMessages.header(Integer.decode(flags), 1, 0).question("a.com", 1);
        assertThat(events(Direction.TO_SERVER, query)).isEqualTo(event.isEmpty() ? List.of() : List.of(event));
        DnsMessages answer =
                DnsMessages.header(Integer.decode(flags) | 0x8000, 1, 1).question("a.com", 1);
        assertThat(events(Direction.TO_CLIENT, answer.answer(1)))
                .isEqualTo(event.isEmpty() ? List.of() : List.of(event));
    }

    private static List<String> events(Direction direction, DnsMessages message) {
        try (Talk udp = Talk.udp(53);
                Talk tcp = Talk.tcp(53)) {
            List<String> events = udp.say(direction, message.bytes()).events();
            assertThat(tcp.say(direction, message.framed()).events()).isEqualTo(events);
            return events.stream()
                    .map(event -> event.substring("dns.".length()))
                    .toList();
        }
    }

    private static DnsMessages labels(int count, int length) {
        DnsMessages message = DnsMessages.header(0x0100, 1, 0);
        for (int i = 0; i < count; i++) {
            message.raw(length).text("a".repeat(length));
        }
        return message;
    }

    static Stream<Arguments> names() {
        List<String> endless = List.of("name_too_long", "too_many_labels");
        List<String> isLong = List.of("name_too_long");
        return Stream.of(
                arguments(labels(16, 63).raw(0), List.of()),
                arguments(labels(16, 63).raw(1).text("a").raw(0), List.of()),
                arguments(labels(16, 63).raw(2).text("aa").raw(0), isLong),
                arguments(labels(254, 1).raw(0), List.of()),
                arguments(labels(250, 1).u16(POINTER | START), endless),
                arguments(labels(1, 1).u16(POINTER | START), endless),
                arguments(labels(1, 20).u16(POINTER | START), isLong),
                arguments(labels(0, 0).u16(POINTER | (START + 2)).u16(POINTER | START), endless));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSayThatANameIsLongerThanAnyIs(DnsMessages name, List<String> events) {
        assertThat(events(Direction.TO_SERVER, name.u16(1).u16(1))).isEqualTo(events);
    }

    /// @param type of the answer, whose data are a name that goes round for ever
    @ParameterizedTest
    @CsvSource({"5, true", "2, true", "12, true", "1, false"})
    void shouldLookIntoTheNamesOfAnswers(int type, boolean isOdd) {
        DnsMessages answer = DnsMessages.header(0x8180, 1, 1).question("a.com", 1);
        int data = answer.bytes().length + 12;
        answer.answer(type, HexFormat.of().parseHex("0161%04x".formatted(POINTER | data)));
        assertThat(events(Direction.TO_CLIENT, answer))
                .isEqualTo(isOdd ? List.of("name_too_long", "too_many_labels") : List.of());
    }
}
