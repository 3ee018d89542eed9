package dev.winnow.protocol.http2;

import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;

/// What is asked of HTTP/2, and how far it goes.
///
/// @param requestBodyBytes of a request's body that are kept; 0 where no rule looks into them
/// @param responseBodyBytes of a response's body, after decompression; 0 where no rule looks into them
/// @param stepBytes by which a body must have grown to be looked into again before it is whole
/// @param readsControl whether some rule can match a frame of stream 0
/// @param transactions live at once in one connection
/// @param parsers lent at once
record Http2Settings(
        int requestBodyBytes,
        int responseBodyBytes,
        int stepBytes,
        boolean readsControl,
        int transactions,
        int parsers) {
    private static final int STEP_BYTES = 32 << 10;

    static Http2Settings of(ProtocolSettings settings, boolean bodiesAtOnce) {
        boolean responseBodies = settings.asksFor(Field.HTTP_RESPONSE_BODY) || settings.asksFor(Field.FILE_DATA);
        return new Http2Settings(
                settings.asksFor(Field.HTTP_REQUEST_BODY) ? settings.limits().requestBodyBytes() : 0,
                responseBodies ? settings.limits().responseBodyBytes() : 0,
                bodiesAtOnce ? 1 : STEP_BYTES,
                readsControl(settings),
                settings.limits().transactions(),
                settings.limits().conversations());
    }

    private static boolean readsControl(ProtocolSettings settings) {
        return settings.asksFor(NumberField.HTTP2_FRAME_TYPE)
                || settings.asksFor(NumberField.HTTP2_ERROR_CODE)
                || settings.asksFor(NumberField.HTTP2_WINDOW)
                || settings.asksFor(Field.HTTP_PROTOCOL)
                || settings.asksFor(Field.HTTP_STAT_MSG)
                || settings.asksFor(Field.HTTP_REQUEST_LINE)
                || settings.asksFor(Field.HTTP_RESPONSE_LINE);
    }
}
