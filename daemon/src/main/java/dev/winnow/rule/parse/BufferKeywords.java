package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Transform;
import java.util.Map;

/// Keywords that select the bytes that the options after them look into, the older ones that move the content before
/// them into such bytes, and the transforms that may follow both.
final class BufferKeywords {
    /// Older names of keywords that select.
    private static final Map<String, Field> OLD_NAMES = Map.ofEntries(
            Map.entry("dns_query", Field.DNS_QUERY),
            Map.entry("file_data", Field.FILE_DATA),
            Map.entry("http_accept", Field.HTTP_ACCEPT),
            Map.entry("http_accept_enc", Field.HTTP_ACCEPT_ENC),
            Map.entry("http_accept_lang", Field.HTTP_ACCEPT_LANG),
            Map.entry("http_connection", Field.HTTP_CONNECTION),
            Map.entry("http_content_len", Field.HTTP_CONTENT_LEN),
            Map.entry("http_content_type", Field.HTTP_CONTENT_TYPE),
            Map.entry("http_header_names", Field.HTTP_HEADER_NAMES),
            Map.entry("http_protocol", Field.HTTP_PROTOCOL),
            Map.entry("http_referer", Field.HTTP_REFERER),
            Map.entry("http_request_line", Field.HTTP_REQUEST_LINE),
            Map.entry("http_response_line", Field.HTTP_RESPONSE_LINE),
            Map.entry("http_start", Field.HTTP_START),
            Map.entry("ja3_hash", Field.JA3_HASH),
            Map.entry("ja3_string", Field.JA3_STRING),
            Map.entry("ja4_hash", Field.JA4_HASH),
            Map.entry("ssh_proto", Field.SSH_PROTO),
            Map.entry("ssh_software", Field.SSH_SOFTWARE),
            Map.entry("tls_cert_fingerprint", Field.TLS_CERT_FINGERPRINT),
            Map.entry("tls_cert_issuer", Field.TLS_CERT_ISSUER),
            Map.entry("tls_cert_serial", Field.TLS_CERT_SERIAL),
            Map.entry("tls_cert_subject", Field.TLS_CERT_SUBJECT),
            Map.entry("tls_sni", Field.TLS_SNI));

    /// Keywords that move the content before them.
    private static final Map<String, Field> CONTENT_MODIFIERS = Map.ofEntries(
            Map.entry("http_client_body", Field.HTTP_REQUEST_BODY),
            Map.entry("http_cookie", Field.HTTP_COOKIE),
            Map.entry("http_header", Field.HTTP_HEADER),
            Map.entry("http_host", Field.HTTP_HOST),
            Map.entry("http_method", Field.HTTP_METHOD),
            Map.entry("http_raw_header", Field.HTTP_HEADER_RAW),
            Map.entry("http_raw_host", Field.HTTP_HOST_RAW),
            Map.entry("http_raw_uri", Field.HTTP_URI_RAW),
            Map.entry("http_server_body", Field.HTTP_RESPONSE_BODY),
            Map.entry("http_stat_code", Field.HTTP_STAT_CODE),
            Map.entry("http_stat_msg", Field.HTTP_STAT_MSG),
            Map.entry("http_uri", Field.HTTP_URI),
            Map.entry("http_user_agent", Field.HTTP_USER_AGENT));

    private BufferKeywords() {}

    static void addTo(KeywordTable table) {
        for (Field field : Field.values()) {
            if (field.isSelectable()) {
                table.add(field.keyword(), field == Field.BASE64_DATA ? selectingDecoded() : selecting(field));
            }
        }
        OLD_NAMES.forEach((name, field) -> table.add(name, selecting(field)));
        CONTENT_MODIFIERS.forEach((name, field) ->
                table.add(name, new Keyword(Keyword.Arity.NONE, (keyword, rule) -> move(keyword, rule, field))));
        table.add("uricontent", Keyword.quoted(BufferKeywords::uriContent));
        for (Transform.Simple transform : Transform.Simple.values()) {
            String name = transform.keyword();
            table.add(name, new Keyword(Keyword.Arity.NONE, (keyword, rule) -> rule.transform(keyword, transform)));
        }
        table.add("pcrexform", Keyword.quoted((value, rule) -> rule.transform(value, TransformReader.regex(value))));
        table.add("xor", Keyword.required((value, rule) -> rule.transform(value, TransformReader.xor(value))));
    }

    /// A content of the URI, as if `http_uri` stood behind it.
    private static void uriContent(Value value, RuleDraft rule) throws Mistake {
        if (rule.buffer().field() != Field.PKT_DATA) {
            throw value.mistake("`uricontent` is for the payload: write `pkt_data` before it");
        }
        rule.add(ContentDraft.read(value, new Buffer(Field.HTTP_URI)));
    }

    private static Keyword selecting(Field field) {
        return new Keyword(Keyword.Arity.NONE, (keyword, rule) -> rule.select(keyword, field));
    }

    private static Keyword selectingDecoded() {
        return new Keyword(Keyword.Arity.NONE, (keyword, rule) -> {
            if (!rule.decodesBase64() && !rule.isRefused()) {
                throw keyword.mistake("`base64_data` needs a `base64_decode` before it");
            }
            rule.select(keyword, Field.BASE64_DATA);
        });
    }

    private static void move(Value keyword, RuleDraft rule, Field field) throws Mistake {
        ContentDraft content = rule.lastOfPayload();
        if (rule.buffer().field() != Field.PKT_DATA) {
            throw keyword.mistake(keyword.quoted() + " is for the payload: write `pkt_data` before the content");
        }
        if (content != null) {
            content.move(field, keyword);
            rule.moved(content);
        } else if (!rule.isRefused()) {
            throw keyword.mistake(keyword.quoted() + " needs a `content` before it");
        }
    }
}
