package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.FileHash;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TlsState;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.option.TransactionOption.CertificateAge;
import dev.winnow.rule.option.TransactionOption.CertificateTime;
import dev.winnow.rule.option.TransactionOption.FileStore;
import dev.winnow.rule.option.TransactionOption.FtpBounce;
import dev.winnow.rule.option.TransactionOption.FtpDataCommand;
import dev.winnow.rule.option.TransactionOption.Http2Setting;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import dev.winnow.rule.option.TransactionOption.TlsStates;
import dev.winnow.rule.option.TransactionOption.TlsVersions;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Conditions on application protocols that are not contents, and older keywords that have become contents.
class TransactionKeywordsTest {
    private static final String FINGERPRINT = "4A:a3:66:76:82:cb:6b:23:bb:c3:58:47:23:a4:63:a7:78:a4:a1:18";

    private static final long MIN = Long.MIN_VALUE;
    private static final long MAX = Long.MAX_VALUE;

    private static CertificateTime time(NumberField field, long from, long to) {
        return new CertificateTime(field, NumberRange.between(from, to));
    }

    static Stream<Arguments> shouldReadAnOption() {
        return Stream.of(
                arguments("urilen:5;", number(NumberField.URI_LENGTH, NumberRange.exactly(5))),
                arguments("urilen:5<>10,norm;", number(NumberField.URI_LENGTH, NumberRange.between(6, 9))),
                arguments("urilen: < 5 , raw;", number(NumberField.RAW_URI_LENGTH, NumberRange.between(0, 4))),
                arguments("dns.opcode:!4;", number(NumberField.DNS_OPCODE, new NumberRange(4, 4, true))),
                arguments("dns.rcode:3;", number(NumberField.DNS_RCODE, NumberRange.exactly(3))),
                arguments("dns.rrtype:65535;", number(NumberField.DNS_RRTYPE, NumberRange.exactly(65535))),
                arguments("tls.cert_chain_len:1<>4;", number(NumberField.TLS_CERTIFICATES, NumberRange.between(2, 3))),
                arguments("tls_cert_notbefore:2015-01;", time(NumberField.TLS_NOT_BEFORE, 1420070400, 1420070400)),
                arguments("tls_cert_notbefore:>2015-10-22T23:59;", time(NumberField.TLS_NOT_BEFORE, 1445558340, MAX)),
                arguments("tls_cert_notafter: < 1445852105 ;", time(NumberField.TLS_NOT_AFTER, MIN, 1445852105)),
                arguments(
                        "tls_cert_notafter:2015-1-2 <> 2015-01-02 03:04:05;",
                        time(NumberField.TLS_NOT_AFTER, 1420156800, 1420167845)),
                arguments("tls_cert_expired;", CertificateAge.EXPIRED),
                arguments("tls_cert_valid;", CertificateAge.VALID),
                arguments("http2.frametype:GOAWAY;", number(NumberField.HTTP2_FRAME_TYPE, NumberRange.exactly(7))),
                arguments("http2.frametype:255;", number(NumberField.HTTP2_FRAME_TYPE, NumberRange.exactly(255))),
                arguments("http2.errorcode:CANCEL;", number(NumberField.HTTP2_ERROR_CODE, NumberRange.exactly(8))),
                arguments(
                        "http2.priority:>100;",
                        number(NumberField.HTTP2_PRIORITY, NumberRange.between(101, Long.MAX_VALUE))),
                arguments("http2.window:1<>5;", number(NumberField.HTTP2_WINDOW, NumberRange.between(2, 4))),
                arguments("http2.size_update:1234;", number(NumberField.HTTP2_SIZE_UPDATE, NumberRange.exactly(1234))),
                arguments("filesize:2KB;", number(NumberField.FILE_SIZE, NumberRange.exactly(2048))),
                arguments("filesize:1gb;", number(NumberField.FILE_SIZE, NumberRange.exactly(1 << 30))),
                arguments("urilen:1Kb;", number(NumberField.URI_LENGTH, NumberRange.exactly(1024))),
                arguments("filesize:100<>200;", number(NumberField.FILE_SIZE, NumberRange.between(101, 199))),
                arguments("filestore;", new FileStore("")),
                arguments("filestore: request,flow;", new FileStore("request,flow")),
                arguments("filemd5:!known.md5;", new FileHash(new Buffer(Field.FILE_MD5), "known.md5", true)),
                arguments("filesha256:a b;", new FileHash(new Buffer(Field.FILE_SHA256), "a b", false)),
                arguments("ftpdata_command:stor;", new FtpDataCommand(2)),
                arguments("ftpbounce;", FtpBounce.INSTANCE),
                arguments(
                        "http2.settings:settings_enable_push;",
                        new Http2Setting(2, NumberRange.between(0, Long.MAX_VALUE))),
                arguments(
                        "http2.settings:SETTINGS_MAX_CONCURRENT_STREAMS >99;",
                        new Http2Setting(3, NumberRange.between(100, Long.MAX_VALUE))),
                arguments("tls.version:1.2;", new TlsVersions(List.of(0x0303), false)),
                arguments("tls.version:0x7f12;", new TlsVersions(List.of(0x7F12), false)),
                arguments("ssl_version: sslv2 , TLS1.3;", new TlsVersions(List.of(0x0200, 0x0304), false)),
                arguments("ssl_version:!tls1.0,!sslv3;", new TlsVersions(List.of(0x0301, 0x0300), true)),
                arguments("ssl_state:client_hello;", new TlsStates(TlsState.CLIENT_HELLO.bit(), 0)),
                arguments(
                        "ssl_state:server_hello|!client_keyx;",
                        new TlsStates(TlsState.SERVER_HELLO.bit(), TlsState.CLIENT_KEYX.bit())),
                arguments(
                        "tls.subject:\"CN=*.example\";",
                        content(Field.TLS_CERT_SUBJECT, "CN=*.example", false, Position.Anywhere.INSTANCE)),
                arguments(
                        "tls.issuerdn:!\"CN=x\";",
                        content(Field.TLS_CERT_ISSUER, "CN=x", true, Position.Anywhere.INSTANCE)),
                arguments(
                        "tls.fingerprint:\"" + FINGERPRINT + "\";",
                        content(
                                Field.TLS_CERT_FINGERPRINT,
                                "4a" + FINGERPRINT.substring(2),
                                false,
                                Position.Anywhere.INSTANCE)),
                arguments(
                        "ssh.softwareversion:\"OpenSSH\";",
                        content(Field.SSH_SOFTWARE, "OpenSSH", false, Position.Anywhere.INSTANCE)),
                arguments("ssh.protoversion:2.0;", content(Field.SSH_PROTO, "2.0", false, Position.Start.INSTANCE)),
                arguments(
                        "ssh.protoversion:2_compat;",
                        new Pcre(new Buffer(Field.SSH_PROTO), "^(2|1\\.99)", false, Set.of())),
                arguments("filename:\"a.txt\";", fileName("a.txt", false, false)),
                arguments("filename:\"a|2e 07|\\;\";", fileName("a.\7;", false, false)),
                arguments("fileext:\"e|78|e\";", fileName(".exe", false, true)),
                arguments("fileext:!jpg;", fileName(".jpg", true, true)),
                arguments("uricontent:!\"a\";", content(Field.HTTP_URI, "a", true, Position.Anywhere.INSTANCE)));
    }

    private static NumberTest number(NumberField field, NumberRange range) {
        return new NumberTest(field, range);
    }

    private static Content content(Field field, String text, boolean negated, Position position) {
        return new Content(
                new Buffer(field),
                Bytes.ofLatin1(text),
                negated,
                false,
                position,
                false,
                false,
                FastPattern.Unspecified.INSTANCE);
    }

    private static Content fileName(String text, boolean negated, boolean endsWith) {
        return new Content(
                new Buffer(Field.FILE_NAME),
                Bytes.ofLatin1(text),
                negated,
                true,
                Position.Anywhere.INSTANCE,
                endsWith,
                false,
                FastPattern.Unspecified.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAnOption(String written, RuleOption expected) {
        assertThat(Rules.options(written)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "tls.version:1.2, 0x0303, true",
        "tls.version:1.2, 0x0304, false",
        "tls.version:1.3, 0x7f1c, true",
        "tls.version:0x7f1c, 0x7f1c, true",
        "tls.version:0x7f1c, 0x0304, false",
        "ssl_version:!tls1.3, 0x7f1c, false",
        "ssl_version:!tls1.3, 0x0303, true",
        "ssl_state:client_hello, 1, true",
        "ssl_state:client_hello, 2, false",
        "ssl_state:client_hello|server_hello, 2, true",
        "ssl_state:!client_hello, 3, false",
        "ssl_state:!client_hello, 2, true",
        "http2.settings:SETTINGS_ENABLE_PUSH, 0x200000000, true",
        "http2.settings:SETTINGS_ENABLE_PUSH, 0x100000000, false",
        "http2.settings:SETTINGS_MAX_FRAME_SIZE 9, 0x500000009, true",
        "http2.settings:SETTINGS_MAX_FRAME_SIZE 9, 0x500000008, false",
        "tls_cert_notbefore:<2015-01, 1420070400, true",
        "tls_cert_notbefore:<2015-01, 1420070401, false",
        "tls_cert_notbefore:>2015-01, 1420070400, true",
        "tls_cert_notbefore:>2015-01, 1420070399, false",
        "tls_cert_notafter:2015-01, 1420070400, true",
        "tls_cert_notafter:2015-01, 1420070401, false",
        "tls_cert_notafter:2014-01<>2015-01, 1420070400, true",
        "tls_cert_notafter:2014-01<>2015-01, 1420070401, false",
        "tls_cert_notafter:<2015, 2015, true",
        "tls_cert_notafter:<2015, 2016, false",
        "urilen:<5, 4, true",
        "urilen:<5, 5, false",
    })
    void shouldHoldForTheNumbersThatAreMeant(String option, String number, boolean expected) {
        TransactionOption read = (TransactionOption) Rules.options(option + ";").getFirst();
        assertThat(read.contains(Long.decode(number))).isEqualTo(expected);
    }

    @Test
    void shouldSayWhichProtocolANumberBelongsTo() {
        assertThat(Rules.rule(Rules.withOptions("urilen:5;")).application()).contains(AppProtocol.HTTP);
        assertThat(Rules.rule(Rules.withOptions("http.uri; urilen:5;")).options())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "urilen:5,rwa; ~ expected a length, and after it `,raw` or `,norm`",
                "urilen:65536; ~ urilen must be 0..65535, got 65536",
                "flow:to_client; urilen:5; ~ `urilen` and another keyword of the rule are of opposite directions",
                "dns.query; content:\"a\"; urilen:5; ~ `urilen` is a part of http, and the rule is for dns",
                "http2.frametype:256; ~ http2.frametype must be 0..255, got 256",
                "http2.frametype:GOHOME; ~ http2.frametype must be a number, got `GOHOME`",
                "tls.version:2; ~ unknown version `2`",
                "tls.version:0x10000; ~ a version has two bytes",
                "ssl_version:tls1.0,!sslv2; ~ either all versions have `!` or none has",
                "ssl_version:tls1.2,tls1.2; ~ `tls1.2` is given twice",
                "ssl_state:foo; ~ unknown state `foo`",
                "tls_cert_notbefore:2015-13; ~ expected a date such as `2015-10-22`, not `2015-13`",
                "tls_cert_notbefore:!2015; ~ expected a date such as `2015-10-22`, not `!2015`",
                "tls_cert_notafter:2015<>2015; ~ the second date is not later than the first",
                "flow:established; flow:to_client; ~ a rule has one `flow`: put its words together",
                "tls.subject:CN; ~ expected a text in double quotes",
                "tls.subject:\"\"; ~ there is nothing to look for",
                "tls.fingerprint:\"4a:a3\"; ~ the fingerprint is 20 bytes",
                "http.uri; uricontent:\"a\"; ~ `uricontent` is for the payload: write `pkt_data` before it",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }
}
