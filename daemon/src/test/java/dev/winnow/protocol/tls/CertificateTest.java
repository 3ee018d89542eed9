package dev.winnow.protocol.tls;

import static dev.winnow.protocol.tls.DerMessages.COMMON_NAME;
import static dev.winnow.protocol.tls.DerMessages.attribute;
import static dev.winnow.protocol.tls.DerMessages.certificate;
import static dev.winnow.protocol.tls.DerMessages.commonName;
import static dev.winnow.protocol.tls.DerMessages.element;
import static dev.winnow.protocol.tls.DerMessages.name;
import static dev.winnow.protocol.tls.DerMessages.oid;
import static dev.winnow.protocol.tls.DerMessages.relative;
import static dev.winnow.protocol.tls.TlsMessages.bytes;
import static dev.winnow.protocol.tls.TlsMessages.certificates;
import static dev.winnow.protocol.tls.TlsMessages.clientHelloRecord;
import static dev.winnow.protocol.tls.TlsMessages.join;
import static dev.winnow.protocol.tls.TlsMessages.record;
import static dev.winnow.protocol.tls.TlsMessages.serverHello;
import static dev.winnow.protocol.tls.TlsMessages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Suricata 7.0.10 printed of the same certificates.
final class CertificateTest {
    private static Talk show(byte[]... chain) {
        Talk talk = Talk.tcp(443).say(Direction.TO_SERVER, clientHelloRecord());
        return talk.say(Direction.TO_CLIENT, serverHello()).say(Direction.TO_CLIENT, record(22, certificates(chain)));
    }

    private static List<String> all(Field field, byte[]... chain) {
        try (Talk talk = show(chain)) {
            return talk.all(field, Direction.TO_CLIENT);
        }
    }

    static Stream<Arguments> subjects() {
        return Stream.of(
                arguments("", name()),
                arguments("CN=x", commonName("x")),
                arguments(
                        "CN=a + O=b, CN=c",
                        name(
                                relative(attribute(COMMON_NAME, "a"), attribute("2.5.4.10", "b")),
                                relative(attribute(COMMON_NAME, "c")))),
                arguments(
                        "C=US, ST=s, L=l, O=o, OU=u, Email=a@b",
                        name(
                                relative(attribute("2.5.4.6", 0x13, text("US"))),
                                relative(attribute("2.5.4.8", "s")),
                                relative(attribute("2.5.4.7", "l")),
                                relative(attribute("2.5.4.10", "o")),
                                relative(attribute("2.5.4.11", "u")),
                                relative(attribute("1.2.840.113549.1.9.1", 0x16, text("a@b"))))),
                arguments("CN=a,b+c\"\\<>;=#", commonName("a,b+c\"\\<>;=#")),
                arguments("CN= lead ", commonName(" lead ")),
                arguments("", name(relative(), relative(attribute(COMMON_NAME, "x")))),
                arguments("", name(element(0x30, attribute(COMMON_NAME, "x")))),
                arguments("CN=x", name(relative(element(0x30, oid(COMMON_NAME), text("\f\1x\f\1y"))))),
                arguments("OID(2.5.4)=x", name(relative(element(0x30, bytes(6, 2, 0x55, 0x84), text("\f\1x"))))),
                arguments("OID()=x", name(relative(element(0x30, bytes(6, 0), text("\f\1x"))))));
    }

    @ParameterizedTest
    @MethodSource
    void subjects(String expected, byte[] subject) {
        assertThat(all(Field.TLS_CERT_SUBJECT, certificate(subject, bytes(1)))).containsExactly(expected);
    }

    static Stream<Arguments> values() {
        byte[] umlaut = "ü€".getBytes(StandardCharsets.UTF_8);
        String invalid = "<X509Error: Invalid X.509 name>";
        return Stream.of(
                arguments(0x0C, umlaut, "CN=" + new String(umlaut, StandardCharsets.ISO_8859_1)),
                arguments(0x0C, text("bad\u00ff"), invalid),
                arguments(0x0C, text("\u00c0\u0080"), invalid),
                arguments(0x0C, text("\u00ed\u00a0\u0080"), invalid),
                arguments(0x13, text("pr*int"), "CN=pr*int"),
                arguments(0x13, text("p\u00fc"), invalid),
                arguments(0x14, text("t61"), "CN=t61"),
                arguments(0x14, text("t61\u00fc"), invalid),
                arguments(0x15, text("vid"), "CN=vid"),
                arguments(0x16, text("ia5@"), "CN=ia5@"),
                arguments(0x12, text("12 3"), "CN=12 3"),
                arguments(0x19, text("graph"), "CN=graph"),
                arguments(0x1A, text("vis"), "CN=vis"),
                arguments(0x1B, text("gen"), "CN=gen"),
                arguments(0x1E, text("\0b\0m\0p\0\u00fc"), "CN=bmp\u00c3\u00bc"),
                arguments(0x1E, bytes(0xD8, 0x3D, 0xDE, 0x00), "CN=\u00f0\u009f\u0098\u0080"),
                arguments(0x1E, bytes(0xD8, 0, 0, 'a'), invalid),
                arguments(0x1C, text("\0\0\0u"), "CN=00000075"),
                arguments(0x04, text("oct"), "CN=6F6374"),
                arguments(0x17, text("2020"), "CN=32303230"),
                arguments(0x80, text("x"), "CN=78"),
                arguments(0x05, bytes(), "CN="),
                arguments(0x0C, bytes(), "CN="));
    }

    @ParameterizedTest
    @MethodSource
    void values(int tag, byte[] value, String expected) {
        byte[] subject = name(relative(attribute(COMMON_NAME, tag, value)));
        assertThat(all(Field.TLS_CERT_SUBJECT, certificate(subject, bytes(1)))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.4, surname",
        "2.5.4.5, serialNumber",
        "2.5.4.9, streetAddress",
        "2.5.4.15, businessCategory",
        "2.5.4.17, postalCode",
        "2.5.4.42, givenName",
        "2.5.4.46, dnQualifier",
        "2.5.4.97, OID(2.5.4.97)",
        "0.9.2342.19200300.100.1.1, uid",
        "0.9.2342.19200300.100.1.25, DC",
        "0.9.2342.19200300.100.1.44, OID(0.9.2342.19200300.100.1.44)",
        "1.2.840.113549.1.9.2, unstructuredName",
        "1.3.6.1.4.1.311.60.2.1.3, msJurisdictionCountry",
        "1.2.3.4.5, OID(1.2.3.4.5)",
        "2.47.1, OID(3.7.1)"
    })
    void shouldNameAttributesAsSuricataDoes(String oid, String expected) {
        byte[] subject = name(relative(attribute(oid, "v")));
        assertThat(all(Field.TLS_CERT_SUBJECT, certificate(subject, bytes(1)))).containsExactly(expected + "=v");
    }

    @ParameterizedTest
    @CsvSource({"00aabb, 00:AA:BB", "aabb, AA:BB", "01, 01", "'', ''", "97e647098eeac9b4, 97:E6:47:09:8E:EA:C9:B4"})
    void shouldWriteTheSerialNumberInPairs(String serial, String expected) {
        byte[] shown = certificate(commonName("x"), HexFormat.of().parseHex(serial));
        assertThat(all(Field.TLS_CERT_SERIAL, shown)).containsExactly(expected);
    }

    @Test
    void shouldHashTheCertificateWithWhatFollowsIt() throws Exception {
        byte[] shown = join(certificate("x"), text("tail"));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(shown);
        assertThat(all(Field.TLS_CERT_FINGERPRINT, shown))
                .containsExactly(HexFormat.ofDelimiter(":").formatHex(digest));
        assertThat(all(Field.TLS_CERT_ISSUER, shown)).containsExactly("CN=issuer");
    }

    @Test
    void shouldTakeTheFirstCertificateThatCanBeReadForTheServers() {
        byte[] broken = bytes(0x30, 3, 'a', 'b', 'c');
        try (Talk talk = show(broken, certificate("second"), broken)) {
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, Direction.TO_CLIENT)).containsExactly("CN=second");
            assertThat(talk.all(Field.TLS_CERTS, Direction.TO_CLIENT)).hasSize(2);
            assertThat(talk.conversation().transaction(0).number(NumberField.TLS_CERTIFICATES, Direction.TO_CLIENT, 0))
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldBoundTheCertificates() {
        byte[][] chain = new byte[1000][];
        java.util.Arrays.fill(chain, bytes());
        chain[0] = certificate("x");
        assertThat(all(Field.TLS_CERTS, chain)).hasSize(32);
    }

    @Test
    void shouldTellWhenTheCertificateIsValid() {
        try (Talk talk = show(certificate("x"))) {
            TlsTransaction transaction = (TlsTransaction) talk.conversation().transaction(0);
            assertThat(transaction.notBeforeSeconds())
                    .isEqualTo(java.time.Instant.parse("2003-03-29T00:57:44Z").getEpochSecond());
            assertThat(transaction.notAfterSeconds())
                    .isEqualTo(java.time.Instant.parse("2050-03-27T00:57:45Z").getEpochSecond());
        }
    }

    @Test
    void shouldHaveNoCertificateOfBytesThatAreNone() {
        byte[] whole = certificate("x");
        List<byte[]> none = List.of(
                bytes(),
                bytes(0x30, 0),
                bytes(0x30, 0x80, 0, 0),
                bytes(0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF),
                java.util.Arrays.copyOf(whole, whole.length - 1),
                certificate(commonName("x"), bytes(1), element(0x30)),
                certificate(commonName("x"), bytes(1), bytes(5, 0)));
        for (byte[] shown : none) {
            try (Talk talk = show(shown)) {
                Transaction transaction = talk.conversation().transaction(0);
                assertThat(transaction.number(NumberField.TLS_CERTIFICATES, Direction.TO_CLIENT, 0))
                        .isZero();
                assertThat(talk.all(Field.TLS_CERT_SUBJECT, Direction.TO_CLIENT))
                        .isEmpty();
                assertThat(talk.all(Field.TLS_CERT_SERIAL, Direction.TO_CLIENT)).isEmpty();
                assertThat(talk.all(Field.TLS_CERT_FINGERPRINT, Direction.TO_CLIENT))
                        .isEmpty();
            }
        }
    }
}
