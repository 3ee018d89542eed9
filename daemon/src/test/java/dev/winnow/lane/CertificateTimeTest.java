package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.protocol.tls.DerMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that ask until when a server's certificate is valid, which here is from 2003-03-29T00:57:44Z to
/// 2050-03-27T00:57:45Z. Suricata 7.0.10 answers the same of the second before, the second itself and the one behind.
final class CertificateTimeTest {
    private static final Instant NOT_AFTER = Instant.parse("2050-03-27T00:57:45Z");
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    private static String message(int type, String body) {
        return "" + (char) type + length(body, 3) + body;
    }

    private static String record(String message) {
        return "\26\3\3" + length(message, 2) + message;
    }

    private static String length(String text, int bytes) {
        StringBuilder length = new StringBuilder();
        for (int i = bytes - 1; i >= 0; i--) {
            length.append((char) (text.length() >> (i * Byte.SIZE) & 0xFF));
        }
        return length.toString();
    }

    /// Turns of a connection whose server shows one certificate.
    static String[] handshake() {
        String certificate = new String(DerMessages.certificate("x"), StandardCharsets.ISO_8859_1);
        String entry = length(certificate, 3) + certificate;
        String hello = "\3\3" + "r".repeat(32) + "\0";
        return new String[] {
            record(message(1, hello + "\0\2\0\57\1\0")),
            "<" + record(message(2, hello + "\0\57\0")) + record(message(11, length(entry, 3) + entry))
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls_cert_expired                                              | -1 | 0
            tls_cert_expired                                              | 0  | 0
            tls_cert_expired                                              | 1  | 1
            tls_cert_valid                                                | -1 | 1
            tls_cert_valid                                                | 0  | 1
            tls_cert_valid                                                | 1  | 0
            tls_cert_notbefore:2003-03-29 00:57:44                        | 0  | 1
            tls_cert_notbefore:2003-03-29 00:57:45                        | 0  | 0
            tls_cert_notbefore:<2003-03-29T00:57:43                       | 0  | 0
            tls_cert_notbefore:2003-1<>2004-1; tls_cert_notafter:>2050-1  | 0  | 1
            tls_cert_notbefore:2003-1<>2004-1; tls_cert_notafter:>2050-3-28 | 0  | 0
            flow:not_established; tls_cert_valid                          | 0  | 0
            """)
    void shouldAskUntilWhenACertificateIsValid(String options, long secondsLater, int count) {
        String rule = "alert tls any any -> any any (%s; sid:1;)".formatted(options);
        long seconds = NOT_AFTER.getEpochSecond() + secondsLater - START.getEpochSecond();
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            traffic.later(TimeUnit.SECONDS.toNanos(seconds));
            Turns.packets(handshake()).forEach(traffic::send);
            assertThat(traffic.alerts()).hasSize(count);
        }
    }
}
