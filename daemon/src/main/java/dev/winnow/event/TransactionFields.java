package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.detect.Excerpts;
import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.syntax.AppProtocol;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// The object of an alert that tells of its transaction: `http`, `dns`, `tls` or `ssh`.
final class TransactionFields {
    private static final Pattern STATUS = Pattern.compile("[0-9]{1,3}");

    private final Excerpts excerpts;
    private final int index;
    private final JsonGenerator json;

    private TransactionFields(Excerpts excerpts, int index, JsonGenerator json) {
        this.excerpts = excerpts;
        this.index = index;
        this.json = json;
    }

    /// The protocol as `app_proto` has it.
    static String name(AppProtocol protocol) {
        return protocol == AppProtocol.HTTP1 ? "http" : protocol.keyword();
    }

    /// Writes the object; nothing for other protocols.
    ///
    /// @param index of a transaction in `excerpts`
    static void write(Excerpts excerpts, int index, JsonGenerator json) throws IOException {
        TransactionFields fields = new TransactionFields(excerpts, index, json);
        switch (excerpts.protocol(index)) {
            case HTTP, HTTP1, HTTP2 -> fields.writeHttp();
            case DNS -> fields.writeDns();
            case TLS -> fields.writeTls();
            case SSH -> fields.writeSsh();
            case SMTP, FTP, FTP_DATA, SMB, DCERPC, IMAP, POP3 -> {
                // Winnow keeps nothing of them that would be worth telling.
            }
        }
    }

    private void writeHttp() throws IOException {
        json.writeObjectFieldStart("http");
        write("hostname", Field.HTTP_HOST, Direction.TO_SERVER);
        write("url", Field.HTTP_URI_RAW, Direction.TO_SERVER);
        write("http_user_agent", Field.HTTP_USER_AGENT, Direction.TO_SERVER);
        Optional<String> type = excerpts.text(index, Field.HTTP_CONTENT_TYPE, Direction.TO_CLIENT);
        if (type.isPresent()) {
            json.writeStringField(
                    "http_content_type", type.get().split(";", 2)[0].strip());
        }
        write("http_refer", Field.HTTP_REFERER, Direction.TO_SERVER);
        write("http_method", Field.HTTP_METHOD, Direction.TO_SERVER);
        write("protocol", Field.HTTP_PROTOCOL, Direction.TO_SERVER);
        Optional<String> status = excerpts.text(index, Field.HTTP_STAT_CODE, Direction.TO_CLIENT);
        if (status.isPresent() && STATUS.matcher(status.get()).matches()) {
            json.writeNumberField("status", Integer.parseInt(status.get()));
        }
        write("redirect", Field.HTTP_LOCATION, Direction.TO_CLIENT);
        json.writeEndObject();
    }

    private void writeDns() throws IOException {
        json.writeObjectFieldStart("dns");
        json.writeArrayFieldStart("query");
        for (String name : excerpts.texts(index, Field.DNS_QUERY, Direction.TO_SERVER)) {
            json.writeStartObject();
            json.writeStringField("type", "query");
            json.writeStringField("rrname", name);
            json.writeNumberField("tx_id", excerpts.id(index));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTls() throws IOException {
        json.writeObjectFieldStart("tls");
        write("subject", Field.TLS_CERT_SUBJECT, Direction.TO_CLIENT);
        write("issuerdn", Field.TLS_CERT_ISSUER, Direction.TO_CLIENT);
        write("serial", Field.TLS_CERT_SERIAL, Direction.TO_CLIENT);
        write("fingerprint", Field.TLS_CERT_FINGERPRINT, Direction.TO_CLIENT);
        write("sni", Field.TLS_SNI, Direction.TO_SERVER);
        writeHash("ja3", Field.JA3_HASH, Field.JA3_STRING, Direction.TO_SERVER);
        writeHash("ja3s", Field.JA3S_HASH, Field.JA3S_STRING, Direction.TO_CLIENT);
        json.writeEndObject();
    }

    private void writeHash(String name, Field hash, Field text, Direction direction) throws IOException {
        if (excerpts.text(index, hash, direction).isPresent()) {
            json.writeObjectFieldStart(name);
            write("hash", hash, direction);
            write("string", text, direction);
            json.writeEndObject();
        }
    }

    private void writeSsh() throws IOException {
        json.writeObjectFieldStart("ssh");
        for (Direction direction : Direction.values()) {
            json.writeObjectFieldStart(direction == Direction.TO_SERVER ? "client" : "server");
            write("proto_version", Field.SSH_PROTO, direction);
            write("software_version", Field.SSH_SOFTWARE, direction);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(String name, Field field, Direction direction) throws IOException {
        Optional<String> text = excerpts.text(index, field, direction);
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }
}
