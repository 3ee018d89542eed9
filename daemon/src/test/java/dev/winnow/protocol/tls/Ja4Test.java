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
import static dev.winnow.protocol.tls.TlsMessages.vector8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.rule.option.Field;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What Suricata 7.0.10 printed of the same hellos.
final class Ja4Test {
    private static final int TLS_1_2 = 0x0303;
    private static final int[] CIPHERS = {0x1301, 0x1302, 0xC02F, 0x9C};
    private static final byte[] NAME = serverName("a.example");

    private static byte[] protocols(byte[]... names) {
        byte[][] vectors = Arrays.stream(names).map(TlsMessages::vector8).toArray(byte[][]::new);
        return extension(16, vector16(join(vectors)));
    }

    private static byte[] signatures(int... algorithms) {
        return extension(13, vector16(u16(algorithms)));
    }

    private static byte[] versions(int... versions) {
        return extension(43, vector8(u16(versions)));
    }

    private static byte[] hello(byte[]... extensions) {
        return clientHello(TLS_1_2, CIPHERS, extensions);
    }

    private static byte[] hello(int version) {
        return clientHello(version, CIPHERS, NAME);
    }

    static Stream<Arguments> hellos() {
        byte[][] many = IntStream.range(0, 120)
                .mapToObj(i -> extension(100 + i, bytes()))
                .toArray(byte[][]::new);
        return Stream.of(
                arguments(
                        hello(
                                NAME,
                                protocols(text("h2"), text("http/1.1")),
                                signatures(0x0403, 0x0804),
                                groups(29, 23),
                                pointFormats(0),
                                versions(0x0304, 0x0303)),
                        "t13d0406h2_a43e9e09ddf6_fb71836bce29"),
                arguments(
                        hello(protocols(text("http/1.1")), signatures(0x0403)), "t12i0402h1_a43e9e09ddf6_79c50902419d"),
                arguments(hello(NAME, signatures(0x0403)), "t12d040200_a43e9e09ddf6_79c50902419d"),
                arguments(hello(NAME, groups(29, 23), pointFormats(0)), "t12d040300_a43e9e09ddf6_c2f961105e84"),
                arguments(hello(), "t12i040000_a43e9e09ddf6_d2e2adf7177b"),
                arguments(
                        clientHello(
                                TLS_1_2,
                                new int[] {0x0A0A, 0x1301, 0x2A2A},
                                extension(0x3A3A, bytes()),
                                NAME,
                                signatures(0x0A0A, 0x0403),
                                versions(0x4A4A, 0x0304),
                                extension(0xFAFA, bytes(0))),
                        "t13d010300_0f2cb44170f4_3953dc75acc4"),
                arguments(hello(NAME, versions(0x0301, 0x0304, 0x0302)), "t12d040200_a43e9e09ddf6_9b00d4eb1ff0"),
                arguments(hello(NAME, versions(0x7F1C)), "t00d040200_a43e9e09ddf6_9b00d4eb1ff0"),
                arguments(hello(0x0300), "ts3d040100_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(0x0301), "t10d040100_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(0x0304), "t13d040100_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(0xFEFF), "t00d040100_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols(text("x"))), "t12d0402xx_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols(bytes(0xAB, 0xCD))), "t12d0402ad_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols(bytes(0x30, 0xAB))), "t12d04023b_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols(text("-x-"))), "t12d04022d_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols(bytes())), "t12d040200_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(NAME, protocols()), "t12d040200_a43e9e09ddf6_d2e2adf7177b"),
                arguments(
                        hello(NAME, protocols(bytes(0x0A, 0x0A), text("h2"))), "t12d040200_a43e9e09ddf6_d2e2adf7177b"),
                arguments(hello(protocols(text("ab")), protocols(text("cd"))), "t12i0402cd_a43e9e09ddf6_d2e2adf7177b"),
                arguments(
                        clientHello(TLS_1_2, IntStream.range(1, 120).toArray(), NAME),
                        "t12d990100_417cf8b52a89_d2e2adf7177b"),
                arguments(hello(many), "t12i049900_a43e9e09ddf6_8acd127ebd95"),
                arguments(
                        clientHello(
                                TLS_1_2,
                                new int[] {0x1301, 0x1301, 5},
                                NAME,
                                NAME,
                                groups(29, 23),
                                groups(29, 23),
                                signatures(0x0403),
                                signatures(0x0804)),
                        "t12d030600_389c2b7afb21_b52a3130286f"),
                arguments(hello(extension(0, bytes()), groups(29, 23)), "t12d040200_a43e9e09ddf6_bc1f8d297068"),
                arguments(hello(serverName(1, "abc"), groups(29, 23)), "t12i040000_a43e9e09ddf6_d2e2adf7177b"),
                arguments(clientHello(TLS_1_2, new int[0], NAME), "t12d000100_e3b0c44298fc_d2e2adf7177b"),
                arguments(
                        hello(NAME, extension(13, bytes(0, 5, 4, 3)), groups(29, 23)),
                        "t12d040100_a43e9e09ddf6_d2e2adf7177b"));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void shouldNameAHelloByWhatItOffers(byte[] hello, String expected) {
        try (Talk talk = Talk.tcp(443)) {
            assertThat(talk.say(Direction.TO_SERVER, record(22, hello)).all(Field.JA4_HASH, Direction.TO_SERVER))
                    .containsExactly(expected);
        }
    }
}
