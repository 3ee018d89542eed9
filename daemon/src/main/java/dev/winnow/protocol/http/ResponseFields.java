package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;

/// The fields of a response that rules look into. Pooled with its transaction. Threading: its flow's.
final class ResponseFields {
    private static final String FILE_NAME = "filename";

    private final Message response;
    private final RequestFields request;

    ResponseFields(Message response, RequestFields request) {
        this.response = response;
        this.request = request;
    }

    /// See [HttpTransaction#find].
    ///
    /// @param method the request's
    boolean find(Field field, Method method, int instance, ByteRange out) {
        return switch (field) {
            case HTTP_RESPONSE_HEADER -> response.text().header(instance, out);
            case FILE_MD5, FILE_SHA1, FILE_SHA256 -> response.body().sums().find(field, instance, out);
            default -> instance == 0 && find(field, method, out);
        };
    }

    private boolean find(Field field, Method method, ByteRange out) {
        return switch (field) {
            case HTTP_RESPONSE_LINE -> response.startLine(out);
            case HTTP_PROTOCOL -> response.line().word(0, out);
            case HTTP_STAT_CODE -> response.line().word(1, out);
            case HTTP_STAT_MSG -> response.line().word(2, out);
            case HTTP_HEADER -> response.text().headers(HeaderName.SET_COOKIE, out);
            case HTTP_COOKIE -> CommonFields.header(response, HeaderName.SET_COOKIE, out);
            case HTTP_SERVER -> CommonFields.header(response, HeaderName.SERVER, out);
            case HTTP_LOCATION -> CommonFields.header(response, HeaderName.LOCATION, out);
            case HTTP_RESPONSE_BODY, FILE_DATA -> response.body().into(out);
            case FILE_NAME -> fileName(method, out);
            default -> CommonFields.find(field, response, out);
        };
    }

    private boolean fileName(Method method, ByteRange out) {
        if (!response.hasBody() || !response.body().isWanted()) {
            return false;
        }
        boolean isNamed =
                response.headers().value(HeaderName.CONTENT_DISPOSITION, out) && HeaderParameter.find(FILE_NAME, out);
        return isNamed || request.path(method, out);
    }
}
