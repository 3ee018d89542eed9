package dev.winnow.protocol.http2;

import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;

/// What is asked of HTTP/2, and how far it goes.
///
/// @param requestBody how far a request's body is looked into; not at all where no rule does
/// @param responseBody the same of a response's, after decompression
/// @param bodiesAtOnce each piece of a body is looked into as it comes
/// @param readsControl whether some rule can match a frame of stream 0
/// @param transactions live at once in one connection
/// @param parsers lent at once
record Http2Settings(
        BodyLimits requestBody,
        BodyLimits responseBody,
        boolean bodiesAtOnce,
        boolean readsControl,
        int transactions,
        int parsers) {
    static Http2Settings of(ProtocolSettings settings, boolean bodiesAtOnce) {
        boolean files = settings.asksForFiles();
        boolean requestBodies = files || settings.asksFor(Field.HTTP_REQUEST_BODY);
        boolean responseBodies = files || settings.asksFor(Field.HTTP_RESPONSE_BODY);
        return new Http2Settings(
                requestBodies
                        ? settings.limits().requestBody()
                        : settings.limits().requestBody().none(),
                responseBodies
                        ? settings.limits().responseBody()
                        : settings.limits().responseBody().none(),
                bodiesAtOnce,
                readsControl(settings),
                settings.limits().transactions(),
                settings.limits().conversations());
    }

    private static boolean readsControl(ProtocolSettings settings) {
        return settings.asksFor(NumberField.HTTP2_FRAME_TYPE)
                || settings.asksFor(NumberField.HTTP2_ERROR_CODE)
                || settings.asksFor(NumberField.HTTP2_WINDOW)
                || settings.asksFor(NumberField.HTTP2_SETTING)
                || settings.asksFor(Field.HTTP_PROTOCOL)
                || settings.asksFor(Field.HTTP_STAT_MSG)
                || settings.asksFor(Field.HTTP_REQUEST_LINE)
                || settings.asksFor(Field.HTTP_RESPONSE_LINE);
    }
}
