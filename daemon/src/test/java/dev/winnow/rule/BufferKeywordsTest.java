package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.Transform;
import dev.winnow.rule.option.Transform.PcreXform;
import dev.winnow.rule.option.Transform.Simple;
import dev.winnow.rule.option.Transform.Xor;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which bytes the options of a rule look into, and what that says of the rule. Suricata 7.0.10 takes and refuses the
/// same rules.
class BufferKeywordsTest {
    private static List<Buffer> buffers(String options) {
        return Rules.options(options).stream()
                .map(BufferOption.class::cast)
                .map(BufferOption::buffer)
                .toList();
    }

    private static Buffer buffer(Field field, Transform... transforms) {
        return new Buffer(field, List.of(transforms));
    }

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HTTP_HEADER_RAW", "BASE64_DATA", "FILE_MD5", "FILE_SHA1", "FILE_SHA256"})
    void shouldSelectEveryFieldByItsName(Field field) {
        String protocol = switch (field) {
            case UDP_HDR, ICMPV4_HDR, ICMPV6_HDR -> "ip";
            default -> "tcp";
        };
        String rule = "alert " + protocol + " any any -> any any (" + field.keyword() + "; pcre:\"/a/\"; sid:1;)";
        assertThat(Rules.rule(rule).options())
                .extracting(option -> ((BufferOption) option).buffer())
                .containsExactly(buffer(field));
    }

    @ParameterizedTest
    @CsvSource({
        "file_data, FILE_DATA",
        "dns_query, DNS_QUERY",
        "http_request_line, HTTP_REQUEST_LINE",
        "http_response_line, HTTP_RESPONSE_LINE",
        "http_header_names, HTTP_HEADER_NAMES",
        "http_content_type, HTTP_CONTENT_TYPE",
        "http_content_len, HTTP_CONTENT_LEN",
        "http_connection, HTTP_CONNECTION",
        "http_protocol, HTTP_PROTOCOL",
        "http_start, HTTP_START",
        "http_accept, HTTP_ACCEPT",
        "http_accept_enc, HTTP_ACCEPT_ENC",
        "http_accept_lang, HTTP_ACCEPT_LANG",
        "http_referer, HTTP_REFERER",
        "ja3_hash, JA3_HASH",
        "ja3_string, JA3_STRING",
        "ssh_proto, SSH_PROTO",
        "ssh_software, SSH_SOFTWARE",
        "tls_sni, TLS_SNI",
        "tls_cert_subject, TLS_CERT_SUBJECT",
        "tls_cert_issuer, TLS_CERT_ISSUER",
        "tls_cert_serial, TLS_CERT_SERIAL",
        "tls_cert_fingerprint, TLS_CERT_FINGERPRINT"
    })
    void shouldSelectFieldsByTheirOldNames(String name, Field field) {
        assertThat(buffers(name + "; pcre:\"/a/\";")).containsExactly(buffer(field));
    }

    @ParameterizedTest
    @CsvSource({
        "http_uri, HTTP_URI",
        "http_raw_uri, HTTP_URI_RAW",
        "http_header, HTTP_HEADER",
        "http_raw_header, HTTP_HEADER_RAW",
        "http_method, HTTP_METHOD",
        "http_cookie, HTTP_COOKIE",
        "http_client_body, HTTP_REQUEST_BODY",
        "http_user_agent, HTTP_USER_AGENT",
        "http_host, HTTP_HOST",
        "http_raw_host, HTTP_HOST_RAW"
    })
    void shouldMoveOnlyTheContentBeforeAnOldModifier(String modifier, Field field) {
        String options = "content:\"a\"; content:\"b\"; " + modifier + "; content:\"c\"; ";
        assertThat(Rules.options(options + "flow:to_server;").stream()
                        .filter(Content.class::isInstance)
                        .map(option -> ((Content) option).buffer()))
                .containsExactly(Buffer.PAYLOAD, buffer(field), Buffer.PAYLOAD);
    }

    @ParameterizedTest
    @CsvSource({"http_stat_code, HTTP_STAT_CODE", "http_stat_msg, HTTP_STAT_MSG", "http_server_body, HTTP_RESPONSE_BODY"
    })
    void shouldMoveContentsIntoResponses(String modifier, Field field) {
        assertThat(buffers("content:\"a\"; " + modifier + ";")).containsExactly(buffer(field));
    }

    @ParameterizedTest
    @CsvSource({
        "U, HTTP_URI", "I, HTTP_URI_RAW", "P, HTTP_REQUEST_BODY", "Q, HTTP_RESPONSE_BODY", "H, HTTP_HEADER",
        "M, HTTP_METHOD", "C, HTTP_COOKIE", "S, HTTP_STAT_CODE", "Y, HTTP_STAT_MSG", "V, HTTP_USER_AGENT",
        "W, HTTP_HOST", "Z, HTTP_HOST_RAW"
    })
    void shouldLookWhereAFlagOfAPcreSays(String flag, Field field) {
        assertThat(buffers("pcre:\"/a/" + flag + "\"; content:\"b\";")).containsExactly(buffer(field), Buffer.PAYLOAD);
    }

    static Stream<Arguments> shouldLookIntoTheseBuffers() {
        Buffer uri = buffer(Field.HTTP_URI);
        Buffer file = buffer(Field.FILE_DATA);
        return Stream.of(
                arguments("http.uri; content:\"a\"; pkt_data; content:\"b\";", List.of(uri, Buffer.PAYLOAD)),
                arguments("http.uri; content:\"a\"; pcre:\"/b/U\";", List.of(uri, uri)),
                arguments("file_data; content:\"a\"; pcre:\"/b/RQ\";", List.of(file, file)),
                arguments("content:\"a\"; http_uri; isdataat:5,relative;", List.of(uri, uri)),
                arguments("content:\"a\"; http_uri; isdataat:5;", List.of(uri, Buffer.PAYLOAD)),
                arguments("content:\"a\"; pcre:\"/b/U\"; nocase; http_uri;", List.of(uri, uri)),
                arguments(
                        "dns.query; dotprefix; content:\"a\"; dns.query; content:\"b\";",
                        List.of(buffer(Field.DNS_QUERY, Simple.DOTPREFIX), new Buffer(Field.DNS_QUERY, List.of(), 1))),
                arguments("http.uri; content:\"a\"; http.uri; content:\"b\";", List.of(uri, uri)),
                arguments(
                        "http.uri; url_decode; to_lowercase; content:\"a\"; to_md5; content:\"b\";",
                        List.of(
                                buffer(Field.HTTP_URI, Simple.URL_DECODE, Simple.TO_LOWERCASE),
                                buffer(Field.HTTP_URI, Simple.URL_DECODE, Simple.TO_LOWERCASE, Simple.TO_MD5))),
                arguments(
                        "http.uri; pcrexform:\"a(b\\;)\"; xor:\"0d0A\"; content:\"a\";",
                        List.of(buffer(
                                Field.HTTP_URI, new PcreXform("a(b\\;)"), new Xor(Bytes.of((byte) 13, (byte) 10))))));
    }

    @ParameterizedTest
    @MethodSource
    void shouldLookIntoTheseBuffers(String options, List<Buffer> expected) {
        assertThat(buffers(options)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "http.method; content:\"a\"; urilen:5; content:\"b\"; ~ PKT_DATA",
                "http.method; content:\"a\"; urilen:5,raw; content:\"b\"; ~ PKT_DATA",
                "http.uri; content:\"a\"; urilen:5; content:\"b\"; ~ HTTP_URI",
                "http.uri; content:\"a\"; urilen:5,raw; content:\"b\"; ~ PKT_DATA",
                "dns.query; content:\"a\"; dns.opcode:0; content:\"b\"; ~ PKT_DATA",
                "tls.sni; content:\"a\"; tls.subject:\"x\"; content:\"b\"; ~ PKT_DATA",
                "http.uri; content:\"a\"; flowbits:set,x; content:\"b\"; ~ HTTP_URI",
                "http.uri; content:\"a\"; pcre:\"/x/U\"; content:\"b\"; ~ HTTP_URI",
            })
    void shouldGoBackToThePayloadWhereSuricataDoes(String options, Field expected) {
        Content last = (Content) Rules.options(options).getLast();
        assertThat(last.buffer()).isEqualTo(buffer(expected));
    }

    @Test
    void shouldPutAMovedContentBehindWhatItsNewBufferAlreadyHas() {
        assertThat(Rules.options("content:\"a\"; pcre:\"/b/U\"; http_uri;").getLast())
                .isInstanceOf(Content.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ja3.hash, E7D705A3286E19EA42F587B344EE6865, e7d705a3286e19ea42f587b344ee6865",
        "tls.cert_serial, 5c:19:b7, 5C:19:B7",
    })
    void shouldLookForHashesInTheCaseThatTheyHave(String name, String written, String wanted) {
        assertThat(Rules.options(name + "; content:\"" + written + "\";"))
                .extracting(option -> ((Content) option).pattern())
                .containsExactly(Bytes.ofLatin1(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "alert http, content:\"a\";, HTTP",
        "alert ssl, content:\"a\";, TLS",
        "alert tcp, http.uri; content:\"a\";, HTTP",
        "alert ip, content:\"a\"; http_uri;, HTTP",
        "alert http1, http.uri; content:\"a\";, HTTP1",
        "alert http, http2.header_name; content:\"a\";, HTTP2",
        "alert tcp, tls.sni; content:\"a\";, TLS",
        "alert tcp, file.data; content:\"a\";, ",
        "alert tcp, app-layer-protocol:http;, ",
    })
    void shouldKnowTheApplicationProtocol(String start, String options, AppProtocol expected) {
        assertThat(Rules.rule(start + " any any -> any any (" + options + " sid:1;)")
                        .application())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "alert http ~ app-layer-protocol:!tls; ~ the rule's header names a protocol already",
                "alert tcp ~ http.uri; content:\"a\"; app-layer-protocol:!tls; ~ what stands before `app-layer-protocol`",
                "alert tcp ~ urilen:5; app-layer-protocol:!tls; ~ what stands before `app-layer-protocol`",
                "alert udp ~ file.data; content:\"a\"; ~ no files are carried by what the rule is for",
                "alert ssh ~ file.name; content:\"a\"; ~ no files are carried by what the rule is for",
                "alert smtp ~ flow:to_client; file.data; content:\"a\"; ~ no files are carried by what the rule is for",
                "alert tcp-pkt ~ http.uri; content:\"a\"; ~ `tcp-pkt` is about a packet, and the rule is about messages",
                "alert tcp-stream ~ flags:S; ~ `flags:S` is about a packet, and the rule is about streams",
            })
    void shouldSayWhatIsWrongWithTheProtocol(String start, String options, String message) {
        assertThat(Rules.complaint(start + " any any -> any any (" + options + " sid:1;)"))
                .startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "http, dsize:5;",
        "tcp, icmp_seq:5; http.uri; pcre:\"/a/\";",
        "tcp, l3_proto:ipv4; http.uri; pcre:\"/a/\";",
        "tcp, http.uri; content:\"a\"; ip.src; content:\"b\";",
        "ftp-data, file.data; content:\"a\";",
        "ip, file.data; content:\"a\";",
        "tcp, app-layer-protocol:!http; app-layer-protocol:!failed;",
        "tcp, pcre:\"/a/U\"; http.uri;",
        "tcp, http.uri; content:\"a\"; http.method; content:\"b\"; http.uri; nocase;",
        "tcp, http.uri; content:\"a\"; http.method; bsize:1; fast_pattern;",
        "tcp, content:\"a\"; content:\"b\"; http_method; http_uri;",
        "tcp, content:\"a\"; endswith; endswith;"
    })
    void shouldTakeWhatGoesTogether(String protocol, String options) {
        Rules.rule("alert " + protocol + " any any -> any any (" + options + " sid:1;)");
    }

    @ParameterizedTest
    @CsvSource({
        "content:\"a\";, ANY",
        "flow:to_client;, TO_CLIENT",
        "http.uri; content:\"a\";, TO_SERVER",
        "http.header; content:\"a\"; http.stat_code; content:\"2\";, TO_CLIENT",
        "file.data; content:\"a\";, ANY",
    })
    void shouldKnowWhoSpeaks(String options, Flow.Direction expected) {
        assertThat(Rules.rule(Rules.withOptions(options)).side()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http, HTTP, false",
        "!http, HTTP, true",
        "! tls, TLS, true",
        "ftp-data, FTP_DATA, false",
        "failed, , false",
    })
    void shouldReadAppLayerProtocol(String value, AppProtocol protocol, boolean negated) {
        assertThat(Rules.options("app-layer-protocol:" + value + ";"))
                .containsExactly(new AppLayerProtocol(Optional.ofNullable(protocol), negated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "http_uri; ~ `http_uri` needs a `content` before it",
                "pcre:\"/a/\"; http_uri; ~ `http_uri` needs a `content` before it",
                "content:\"a\"; http_uri; http_method; ~ `http_method` needs a `content` before it",
                "content:\"a\"; rawbytes; http_uri; ~ `rawbytes` is for contents of the payload",
                "http.uri; content:\"a\"; rawbytes; ~ `rawbytes` is for contents of the payload",
                "http.uri; content:\"a\"; http_uri; ~ `http_uri` is for the payload: write `pkt_data` before",
                "http.uri; ~ nothing looks into `http.uri`",
                "http.method; urilen:5; ~ nothing looks into `http.method`",
                "http.uri; http.method; content:\"GET\"; ~ nothing looks into `http.uri`",
                "http.uri; to_lowercase; dsize:5; ~ nothing looks into `http.uri`",
                "to_lowercase; content:\"a\"; ~ a transform stands after the keyword that selects a buffer",
                "http.uri; xor:\"abc\"; content:\"a\"; ~ expected a key of 1..255 bytes as hex digits",
                "http.uri; pcrexform:\"\"; content:\"a\"; ~ the regular expression is empty",
                "http.uri; pcre:\"/a/P\"; ~ pcre flag `P` contradicts another choice of the buffer",
                "pcre:\"/a/PU\"; ~ pcre flag `U` contradicts another choice of the buffer",
                "http.host; content:\"A\"; ~ `http.host` is in lower case: this content can never be found",
                "http.host; content:\"a\"; nocase; ~ `http.host` is in lower case: this content can never be found",
                "http.method; content:\"GET \"; ~ `http.method` has no spaces around it: this content can never be",
                "ja3.hash; content:\"e7d7\"; ~ the hash has 32 digits: this content can never be found",
                "tls.cert_fingerprint; content:\"4a:a3\"; ~ the fingerprint is 20 bytes as `ab:cd:...`: this content",
                "tls.cert_serial; content:\"4aa3\"; ~ the serial number has colons: `AB:CD`: this content can never",
                "http.uri; content:\"a\"; dns.query; content:\"b\"; ~ `dns.query` is a part of dns, and the rule is for",
                "http.uri; content:\"a\"; http.stat_code; content:\"2\"; ~ `http.stat_code` and another keyword of the",
                "flow:to_client; http.uri; content:\"a\"; ~ `http.uri` and another keyword of the rule are of opposite",
                "http.header.raw; content:\"a\"; ~ `http.header.raw` needs `flow:to_server` or `flow:to_client`",
                "content:\"a\"; dns.query; nocase; content:\"b\"; ~ `nocase` needs a `content` before it",
                "file.data; to_lowercase; content:\"aB\"; ~ `to_lowercase` changes such bytes: this content can never be",
                "file.data; to_uppercase; content:\"aB\"; ~ `to_uppercase` changes such bytes: this content can never be",
                "file.data; strip_whitespace; content:\"a b\"; ~ `strip_whitespace` changes such bytes: this content",
                "file.data; compress_whitespace; content:\"a  b\"; ~ `compress_whitespace` changes such bytes: this",
                "dns.query; content:\"a\"; file.data; content:\"b\"; ~ no files are carried by what the rule is for",
                "dsize:5; http.uri; content:\"a\"; ~ `dsize:5` is about a packet, and the rule is about messages of an",
                "flow:no_stream; urilen:5; ~ `no_stream` is about a packet, and the rule is about messages of an",
                "tcp.hdr; content:\"a\"; tls.version:1.2; ~ `tcp.hdr` is about a packet, and the rule is about messages",
                "app-layer-protocol:http; app-layer-protocol:!tls; ~ an `app-layer-protocol` without `!` leaves nothing",
                "app-layer-protocol:ntp; ~ protocol `ntp` is not supported yet",
                "app-layer-protocol:htttp; ~ unknown protocol `htttp`, did you mean `http`?",
            })
    void shouldSayWhatIsWrongWithABuffer(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "udp, tcp.hdr",
        "icmp, tcp.hdr",
        "sctp, tcp.hdr",
        "tcp, udp.hdr",
        "tcp-pkt, udp.hdr",
        "icmp, udp.hdr",
        "tcp, icmpv4.hdr",
        "icmpv6, icmpv4.hdr",
        "udp, icmpv6.hdr",
        "icmpv4, icmpv6.hdr"
    })
    void shouldRefuseAHeaderThatNoPacketOfTheRulesProtocolHas(String protocol, String header) {
        String rule = "alert " + protocol + " any any -> any any (" + header + "; content:\"a\"; sid:1;)";
        assertThat(Rules.complaint(rule)).isEqualTo("packets of `" + protocol + "` have no `" + header + "`");
    }
}
