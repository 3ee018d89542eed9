package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;

/// The fields that requests and responses have alike. Threading: its flow's.
final class CommonFields {
    private CommonFields() {}

    /// See [HttpTransaction#find].
    static boolean find(Field field, Message message, ByteRange out) {
        return switch (field) {
            case HTTP_START ->
                message.hasLine()
                        && message.stage().reached(Stage.HEADERS)
                        && message.text().start(out);
            case HTTP_HEADER_RAW -> message.rawHeaders(out);
            case HTTP_HEADER_NAMES -> message.text().names(out);
            case HTTP_CONTENT_TYPE -> header(message, HeaderName.CONTENT_TYPE, out);
            case HTTP_CONTENT_LEN -> header(message, HeaderName.CONTENT_LENGTH, out);
            case HTTP_CONNECTION -> header(message, HeaderName.CONNECTION, out);
            default -> false;
        };
    }

    /// Points `out` at a header's value; false if there is none.
    static boolean header(Message message, HeaderName name, ByteRange out) {
        return message.headers().value(name, out);
    }
}
