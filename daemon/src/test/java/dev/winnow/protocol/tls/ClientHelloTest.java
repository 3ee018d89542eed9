package dev.winnow.protocol.tls;

import static dev.winnow.protocol.tls.TlsMessages.bytes;
import static dev.winnow.protocol.tls.TlsMessages.clientHello;
import static dev.winnow.protocol.tls.TlsMessages.extension;
import static dev.winnow.protocol.tls.TlsMessages.groups;
import static dev.winnow.protocol.tls.TlsMessages.join;
import static dev.winnow.protocol.tls.TlsMessages.pointFormats;
import static dev.winnow.protocol.tls.TlsMessages.record;
import static dev.winnow.protocol.tls.TlsMessages.serverName;
import static dev.winnow.protocol.tls.TlsMessages.text;
import static dev.winnow.protocol.tls.TlsMessages.u16;
import static dev.winnow.protocol.tls.TlsMessages.vector16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What Suricata 7.0.10 printed of the same hellos, save where a row says otherwise.
final class ClientHelloTest {
    private static final int[] TWO_CIPHERS = {0x1301, 0xC02F};

    private static List<String> all(Field field, byte[] hello) {
        try (Talk talk = Talk.tcp(443)) {
            return talk.say(Direction.TO_SERVER, record(22, hello)).all(field, Direction.TO_SERVER);
        }
    }

    static Stream<Arguments> ja3() {
        return Stream.of(
                arguments("no extension", clientHello(), "771,4865-49199,,,"),
                arguments("no cipher", clientHello(0x0303, new int[0], serverName("a.b")), "771,,0,,"),
                arguments("TLS 1.1", clientHello(0x0302, TWO_CIPHERS), "770,4865-49199,,,"),
                arguments("SSL 3", clientHello(0x0300, TWO_CIPHERS), "768,4865-49199,,,"),
                arguments(
                        "GREASE everywhere",
                        clientHello(
                                0x0303,
                                new int[] {0x1A1A, 0x1301, 0x00FF, 0x5600},
                                extension(0x1A1A, bytes()),
                                serverName("a.com"),
                                groups(0x2A2A, 29, 23),
                                pointFormats(0, 1),
                                extension(16, bytes(0, 3, 2, 'h', '2')),
                                extension(0x3A3A, bytes(0))),
                        "771,4865-255-22016,0-10-11-16,29-23,0-1"),
                arguments(
                        "what only looks like GREASE",
                        clientHello(
                                0x0303,
                                new int[] {0xFAFA, 0x0A1A, 0x2F},
                                extension(0xFF01, bytes(0)),
                                extension(0x0A0A, bytes()),
                                extension(0x0A1A, bytes()),
                                groups(0x0A0A, 0xFAFA, 0x1AFA, 256)),
                        "771,2586-47,65281-2586-10,6906-256,"),
                arguments("two names", clientHello(serverName("a"), serverName("b")), "771,4865-49199,0-0,,"),
                arguments("name without data", clientHello(extension(0, bytes())), "771,4865-49199,0,,"),
                arguments("empty name", clientHello(serverName("")), "771,4865-49199,,,"),
                arguments("name of another kind", clientHello(serverName(1, "a")), "771,4865-49199,,,"),
                arguments("name too long", clientHello(serverName("x".repeat(256))), "771,4865-49199,,,"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ja3(String what, byte[] hello, String expected) {
        assertThat(all(Field.JA3_STRING, hello)).as(what).containsExactly(expected);
    }

    static Stream<Arguments> hashes() {
        return Stream.of(
                arguments(clientHello(), "6ac28f635e78b6e59638f7a1e035f458"),
                arguments(clientHello(serverName("a")), "349640b9e304f8ea23a8e0f71dde2248"));
    }

    @ParameterizedTest
    @MethodSource
    void hashes(byte[] hello, String expected) {
        assertThat(all(Field.JA3_HASH, hello)).containsExactly(expected);
    }

    static Stream<Arguments> names() {
        byte[] two = extension(0, vector16(join(bytes(0, 0, 3), text("one"), bytes(0, 0, 3), text("two"))));
        return Stream.of(
                arguments("as written", clientHello(serverName("FOO.Bar.COM")), "FOO.Bar.COM"),
                arguments("up to NUL", clientHello(serverName("a\0b.com")), "a"),
                arguments("any byte", clientHello(serverName("a\u00ffb.com")), "a\u00ffb.com"),
                arguments("longest", clientHello(serverName("x".repeat(255))), "x".repeat(255)),
                arguments("first extension", clientHello(serverName("one"), serverName("two")), "one"),
                arguments("first name", clientHello(two), "one"),
                arguments("empty", clientHello(serverName("")), null),
                arguments("NUL alone", clientHello(serverName("\0")), null),
                arguments("another kind", clientHello(serverName(1, "typed")), null),
                arguments("too long", clientHello(serverName("x".repeat(256))), null),
                arguments("longer than its extension", clientHello(extension(0, bytes(0, 9, 0, 0, 32, 'a'))), null),
                arguments("none", clientHello(), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void names(String what, byte[] hello, String expected) {
        List<String> found = all(Field.TLS_SNI, hello);
        assertThat(found).as(what).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                arguments(clientHello(), 0x0303),
                arguments(clientHello(0x0301, TWO_CIPHERS), 0x0301),
                arguments(clientHello(offer(0x0304, 0x0303)), 0x0304),
                arguments(clientHello(offer(0x0303, 0x0304)), 0x0303),
                arguments(clientHello(offer(0x1A1A, 0x0304)), 0x0304),
                arguments(clientHello(offer(0x0301)), 0x0301),
                arguments(clientHello(offer(0x7F1C)), 0x7F1C),
                arguments(clientHello(extension(43, bytes(3, 3, 4, 3))), 0x0304),
                arguments(clientHello(extension(43, bytes())), 0x0303));
    }

    private static byte[] offer(int... versions) {
        return extension(43, TlsMessages.vector8(u16(versions)));
    }

    @ParameterizedTest
    @MethodSource
    void versions(byte[] hello, int expected) {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(Direction.TO_SERVER, record(22, hello));
            Transaction transaction = talk.conversation().transaction(0);
            assertThat(transaction.number(NumberField.TLS_VERSION, Direction.TO_SERVER, 0))
                    .isEqualTo(expected);
            assertThat(transaction.number(NumberField.TLS_VERSION, Direction.TO_CLIENT, 0))
                    .isEqualTo(Transaction.NO_NUMBER);
        }
    }
}
