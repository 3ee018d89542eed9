package dev.winnow.protocol.tls;

import static dev.winnow.protocol.tls.DerMessages.element;
import static dev.winnow.protocol.tls.TlsMessages.bytes;
import static dev.winnow.protocol.tls.TlsMessages.certificates;
import static dev.winnow.protocol.tls.TlsMessages.clientHello;
import static dev.winnow.protocol.tls.TlsMessages.clientHelloRecord;
import static dev.winnow.protocol.tls.TlsMessages.extension;
import static dev.winnow.protocol.tls.TlsMessages.join;
import static dev.winnow.protocol.tls.TlsMessages.message;
import static dev.winnow.protocol.tls.TlsMessages.record;
import static dev.winnow.protocol.tls.TlsMessages.serverHello;
import static dev.winnow.protocol.tls.TlsMessages.serverName;
import static dev.winnow.protocol.tls.TlsMessages.text;
import static dev.winnow.protocol.tls.TlsMessages.u16;
import static dev.winnow.protocol.tls.TlsMessages.vector16;
import static dev.winnow.protocol.tls.TlsMessages.vector24;
import static dev.winnow.protocol.tls.TlsMessages.vector8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Suricata 7.0.10 finds odd about the same handshakes; an empty name stands for nothing.
final class TlsEventTest {
    private static final byte[] ALGORITHM = element(0x30, DerMessages.oid("1.2.840.113549.1.1.11"), bytes(5, 0));
    private static final byte[] SERIAL = element(2, bytes(1));
    private static final byte[] NAME = DerMessages.name(DerMessages.commonName("a"));
    private static final byte[] KEY = element(0x30, ALGORITHM, element(3, text("key")));

    private static List<String> events(Talk talk) {
        return talk.events().stream()
                .map(event -> event.substring("tls.".length()))
                .toList();
    }

    private static void expect(Talk talk, String event) {
        assertThat(events(talk)).isEqualTo(event.isEmpty() ? List.of() : List.of(event));
    }

    private static byte[] beginning(byte[]... more) {
        return join(u16(0x0303), new byte[32], join(more));
    }

    static Stream<Arguments> hellos() {
        byte[] lists = join(vector8(bytes()), vector16(u16(0x2F)), vector8(bytes(0)));
        return Stream.of(
                arguments(clientHello(serverName("a")), ""),
                arguments(message(1, beginning(lists)), ""),
                arguments(message(1, beginning(lists, bytes(0, 0, 1, 2, 3))), ""),
                arguments(message(1, join(u16(0x0303), new byte[20])), "handshake_invalid_length"),
                arguments(message(1, beginning(bytes(0xFF, 1, 2))), "handshake_invalid_length"),
                arguments(message(1, beginning(vector8(bytes()), bytes(0xFF, 0xFF, 1))), "handshake_invalid_length"),
                arguments(
                        message(1, beginning(vector8(bytes()), vector16(bytes(1, 2, 3)), vector8(bytes(0)))),
                        "handshake_invalid_length"),
                arguments(message(1, beginning(vector8(bytes()), vector16(u16(0x2F)))), "handshake_invalid_length"),
                arguments(message(1, beginning(lists, bytes(0xFF, 0xFF, 1))), "handshake_invalid_length"),
                arguments(message(1, beginning(lists, vector16(bytes(1, 2, 3)))), "handshake_invalid_length"),
                arguments(message(1, beginning(lists, vector16(bytes(0, 16, 0, 32, 1)))), "handshake_invalid_length"),
                arguments(clientHello(extension(0, bytes(0))), "handshake_invalid_length"),
                arguments(clientHello(extension(0, bytes())), ""),
                arguments(clientHello(extension(10, bytes(0, 9, 1, 2))), "handshake_invalid_length"),
                arguments(clientHello(extension(11, bytes(5, 1))), "handshake_invalid_length"),
                arguments(clientHello(extension(13, bytes(0, 5, 4, 3))), "handshake_invalid_length"),
                arguments(clientHello(extension(16, bytes(0, 32, 2, 'h', '2'))), "handshake_invalid_length"),
                arguments(clientHello(extension(16, bytes(0, 3, 9, 'h', '2'))), ""),
                arguments(clientHello(extension(43, bytes(5, 3))), "handshake_invalid_length"),
                arguments(clientHello(serverName(1, "abc")), "invalid_sni_type"),
                arguments(clientHello(extension(0, bytes(0, 5, 0, 0, 9, 'a', 'b'))), "invalid_sni_length"),
                arguments(clientHello(serverName("x".repeat(256))), "invalid_sni_length"),
                arguments(clientHello(serverName("x".repeat(255))), ""),
                arguments(clientHello(serverName("")), "invalid_sni_length"),
                arguments(clientHello(serverName("a"), serverName("b")), "multiple_sni_extensions"));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void shouldSayWhatIsOddAboutAClientsHello(byte[] hello, String event) {
        try (Talk talk = Talk.tcp(443)) {
            expect(talk.say(Direction.TO_SERVER, record(22, hello)), event);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(message(2, beginning(vector8(bytes()), u16(0x2F), bytes(0))), ""),
                arguments(message(2, beginning()), "handshake_invalid_length"),
                arguments(message(2, beginning(bytes(64, 1))), "handshake_invalid_length"),
                arguments(message(2, beginning(bytes(0))), "handshake_invalid_length"),
                arguments(
                        message(2, beginning(vector8(bytes()), u16(0x2F), bytes(0, 0, 9, 1))),
                        "handshake_invalid_length"),
                arguments(message(3, bytes(1)), "invalid_handshake_message"),
                arguments(message(4, bytes(1)), ""),
                arguments(message(8, bytes(1)), "invalid_handshake_message"),
                arguments(message(99, bytes(1)), "invalid_handshake_message"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldSayWhatIsOddAboutAServersMessage(byte[] answer, String event) {
        try (Talk talk = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord())) {
            expect(talk.say(Direction.TO_CLIENT, record(22, answer)), event);
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0505, true", "0x0200, true", "0x0305, true", "0x0304, false", "0x0300, false"})
    void shouldSayThatTheServersFirstRecordHasAVersionThatThereIsNot(String version, boolean isOdd) {
        byte[] answer = serverHello();
        int number = Integer.decode(version);
        answer[1] = (byte) (number >> 8);
        answer[2] = (byte) number;
        try (Talk talk = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord())) {
            expect(talk.say(Direction.TO_CLIENT, answer), isOdd ? "invalid_record_version" : "");
        }
        try (Talk later = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord())) {
            expect(later.say(Direction.TO_CLIENT, serverHello()).say(Direction.TO_CLIENT, answer), "");
        }
    }

    /// @param payload the length that the heartbeat says its payload has
    @ParameterizedTest
    @CsvSource({
        "1, 3, 22, ''",
        "1, 3, 21, invalid_heartbeat_message",
        "2, 16, 35, ''",
        "2, 16, 34, invalid_heartbeat_message",
        "1, 4, 6, overflow_heartbeat_message",
        "2, 16384, 13, overflow_heartbeat_message",
        "1, 0, 3, invalid_heartbeat_message",
        "3, 3, 22, invalid_heartbeat_message",
        "1, 0, 2, ''"
    })
    void shouldSayThatAHeartbeatIsNone(int type, int payload, int length, String event) {
        byte[] content = join(bytes(type), u16(payload), new byte[Math.max(0, length - 3)]);
        byte[] heartbeat = record(24, Arrays.copyOf(content, length));
        for (int piece : new int[] {heartbeat.length, 1}) {
            try (Talk talk = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord())) {
                expect(talk.say(Direction.TO_CLIENT, serverHello()).say(Direction.TO_SERVER, heartbeat, piece), event);
            }
        }
    }

    private static byte[] times(String from, String until) {
        return element(0x30, element(0x17, text(from)), element(0x17, text(until)));
    }

    private static byte[] certificate(byte[]... parts) {
        return element(0x30, element(0x30, parts), ALGORITHM, element(3, text("signature")));
    }

    private static byte[] dated(String from, String until) {
        return certificate(SERIAL, ALGORITHM, NAME, times(from, until), NAME, KEY);
    }

    static Stream<Arguments> chains() {
        byte[] good = dated("200101000000Z", "300101000000Z");
        byte[] time = times("200101000000Z", "300101000000Z");
        byte[] set = element(0x31, text("abc"));
        return Stream.of(
                arguments(certificates(good), ""),
                arguments(certificates(good, text("hello world hello")), ""),
                arguments(certificates(join(good, text("zz"))), ""),
                arguments(certificates(), ""),
                arguments(message(11, bytes(0, 0)), ""),
                arguments(message(11, join(bytes(0xFF, 0xFF, 0xFF), vector24(good))), ""),
                arguments(message(11, vector24(join(bytes(0xFF, 0xFF, 0xFF), good))), "invalid_certificate"),
                arguments(certificates(bytes()), "certificate_invalid_length"),
                arguments(certificates(element(0x30)), "certificate_invalid_length"),
                arguments(certificates(element(0x30, element(0x30))), "certificate_invalid_serial"),
                arguments(certificates(element(0x30, element(0x30, SERIAL))), "certificate_invalid_length"),
                arguments(certificates(Arrays.copyOf(good, 40)), "invalid_certificate"),
                arguments(certificates(text("hello world hello world")), "invalid_certificate"),
                arguments(
                        certificates(certificate(element(4, bytes(1)), ALGORITHM, NAME, time, NAME, KEY)),
                        "certificate_invalid_serial"),
                arguments(certificates(certificate(SERIAL, set, NAME, time, NAME, KEY)), "certificate_invalid_der"),
                arguments(
                        certificates(certificate(SERIAL, ALGORITHM, set, time, NAME, KEY)), "certificate_invalid_der"),
                arguments(
                        certificates(certificate(SERIAL, ALGORITHM, NAME, time, set, KEY)), "certificate_invalid_der"),
                arguments(certificates(dated("20zz01000000Z", "300101000000Z")), "certificate_invalid_date"),
                arguments(certificates(dated("201301000000Z", "300101000000Z")), "certificate_invalid_date"),
                arguments(certificates(dated("200101000000", "300101000000Z")), "certificate_invalid_date"),
                arguments(certificates(dated("200101000000Z", "zz")), "certificate_invalid_date"),
                arguments(certificates(dated("2001010000Z", "300101000000Z")), ""),
                arguments(certificates(dated("200101000000+0100", "300101000000Z")), ""),
                arguments(
                        certificates(certificate(
                                SERIAL,
                                ALGORITHM,
                                NAME,
                                element(0x30, element(0x17, text("200101000000Z"))),
                                NAME,
                                KEY)),
                        "invalid_certificate"));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void shouldSayWhatIsOddAboutTheServersCertificate(byte[] message, String event) {
        try (Talk talk = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord())) {
            talk.say(Direction.TO_CLIENT, serverHello()).say(Direction.TO_CLIENT, record(22, message));
            expect(talk, event);
        }
    }
}
