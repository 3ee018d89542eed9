package dev.winnow.rule.option;

import dev.winnow.rule.syntax.AppProtocol;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a parser finds odd about a message; `app-layer-event` with the name of a protocol in front.
public enum TransactionEvent {
    /// The request's body has an end that nobody can tell, or is chunked in a version that has no chunks.
    HTTP_REQUEST_TRANSFER_ENCODING("http.invalid_transfer_encoding_value_in_request"),
    HTTP_REQUEST_CONTENT_LENGTH("http.invalid_content_length_field_in_request"),
    HTTP_RESPONSE_CONTENT_LENGTH("http.invalid_content_length_field_in_response"),
    HTTP_REQUEST_CHUNK_LENGTH("http.invalid_request_chunk_len"),
    HTTP_RESPONSE_CHUNK_LENGTH("http.invalid_response_chunk_len"),
    HTTP_NO_HOST("http.missing_host_header"),
    HTTP_RESPONSE_STATUS("http.response_invalid_status"),
    HTTP_REQUEST_LEADING_SPACE("http.request_line_leading_whitespace"),
    HTTP_METHOD_DELIMITER("http.method_delim_non_compliant"),
    HTTP_URI_DELIMITER("http.uri_delim_non_compliant"),
    /// The first header line begins with white space, and has none that it could continue.
    HTTP_REQUEST_FOLDING("http.invalid_request_field_folding"),
    HTTP_RESPONSE_FOLDING("http.invalid_response_field_folding"),
    HTTP_REQUEST_NO_COLON("http.request_field_missing_colon"),
    HTTP_RESPONSE_NO_COLON("http.response_field_missing_colon"),
    /// A header's name is empty or no token.
    HTTP_REQUEST_HEADER_NAME("http.request_header_invalid"),
    HTTP_RESPONSE_HEADER_NAME("http.response_header_invalid"),
    /// Lengths that differ.
    HTTP_REQUEST_TWO_LENGTHS("http.duplicate_content_length_field_in_request"),
    HTTP_RESPONSE_TWO_LENGTHS("http.duplicate_content_length_field_in_response"),
    HTTP_REQUEST_HOST("http.request_header_host_invalid"),
    HTTP_REQUEST_AUTHORIZATION("http.request_auth_unrecognized"),
    HTTP_RESPONSE_VERSION("http.response_invalid_protocol"),
    /// Another coding than "chunked" alone.
    HTTP_RESPONSE_TRANSFER_ENCODING("http.response_abnormal_transfer_encoding"),
    HTTP_RESPONSE_OLD_CHUNKS("http.response_chunked_old_proto"),
    /// The target and the Host header name two.
    HTTP_TWO_HOSTS("http.host_header_ambiguous"),
    HTTP_TARGET_HOST("http.request_uri_host_invalid"),
    /// Of a request or a response.
    HTTP_CHUNK_EXTENSION("http.request_chunk_extension"),
    HTTP_UNASKED("http.unable_to_match_response_to_request"),
    HTTP_TWO_CONTINUES("http.100_continue_already_seen"),
    HTTP_CODING("http.abnormal_ce_header"),
    HTTP_CODING_LAYERS("http.too_many_encoding_layers"),
    HTTP_DAMAGED_CODING("http.gzip_decompression_failed"),
    HTTP_RANGE("http.range_invalid"),
    /// Parts of a resource without a length.
    HTTP_BYTE_RANGES("http.response_multipart_byteranges"),

    /// A hello that breaks off, or whose lists do not fit into it.
    TLS_HANDSHAKE_LENGTH("tls.handshake_invalid_length"),
    TLS_HANDSHAKE_MESSAGE("tls.invalid_handshake_message"),
    TLS_RECORD_VERSION("tls.invalid_record_version"),
    TLS_TWO_NAMES("tls.multiple_sni_extensions"),
    TLS_NAME_TYPE("tls.invalid_sni_type"),
    TLS_NAME_LENGTH("tls.invalid_sni_length"),
    /// A heartbeat that asks for more than it brings: Heartbleed.
    TLS_HEARTBEAT_OVERFLOW("tls.overflow_heartbeat_message"),
    TLS_HEARTBEAT("tls.invalid_heartbeat_message"),
    TLS_CERTIFICATE("tls.invalid_certificate"),
    TLS_CERTIFICATE_LENGTH("tls.certificate_invalid_length"),
    TLS_CERTIFICATE_DER("tls.certificate_invalid_der"),
    TLS_CERTIFICATE_SERIAL("tls.certificate_invalid_serial"),
    TLS_CERTIFICATE_DATE("tls.certificate_invalid_date"),

    DNS_OPCODE("dns.invalid_opcode"),
    DNS_RESERVED_BIT("dns.z_flag_set"),
    DNS_NAME_LENGTH("dns.name_too_long"),
    DNS_LABELS("dns.too_many_labels"),

    SSH_BANNER("ssh.invalid_banner"),
    SSH_LONG_BANNER("ssh.long_banner"),
    /// The packet behind the greeting is shorter than any can be.
    SSH_RECORD("ssh.invalid_record"),

    FTP_LONG_COMMAND("ftp.request_command_too_long"),
    FTP_LONG_REPLY("ftp.response_command_too_long");

    private final String keyword;
    private final AppProtocol protocol;

    TransactionEvent(String keyword) {
        this.keyword = keyword;
        protocol = AppProtocol.of(keyword.substring(0, keyword.indexOf('.'))).orElseThrow();
    }

    /// The event's name in rules.
    public String keyword() {
        return keyword;
    }

    /// The protocol whose messages can have it.
    public AppProtocol protocol() {
        return protocol;
    }

    /// The event's bit among those of a message.
    public long bit() {
        return 1L << ordinal();
    }

    /// Those whose bits are set.
    public static Set<TransactionEvent> of(long bits) {
        return Arrays.stream(values())
                .filter(event -> (bits & event.bit()) != 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The event that rules name so; empty where winnow does not tell it.
    public static Optional<TransactionEvent> named(String keyword) {
        return Arrays.stream(values())
                .filter(event -> event.keyword.equals(keyword))
                .findFirst();
    }
}
