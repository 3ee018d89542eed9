package dev.winnow.protocol.http;

import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;

/// What is asked of HTTP, and how far it goes.
///
/// @param requestBodyBytes of a request's body that are kept; 0 where no rule looks into them
/// @param responseBodyBytes of a response's body, after decompression, that are kept; 0 where no rule looks
///     into them
/// @param requestStepBytes by which a request's body must have grown to be looked into again before it is whole
/// @param responseStepBytes the same for a response's body
/// @param transactions live at once in one connection
/// @param parsers lent at once
record HttpSettings(
        int requestBodyBytes,
        int responseBodyBytes,
        int requestStepBytes,
        int responseStepBytes,
        int transactions,
        int parsers) {
    /// The longest line of a message, its end included, as Suricata ships it.
    static final int MAX_LINE_BYTES = 18_000;
    /// The longest head: start line, headers and trailers.
    static final int MAX_HEAD_BYTES = 1 << 18;

    private static final int REQUEST_STEP_BYTES = 32 << 10;
    private static final int RESPONSE_STEP_BYTES = 40 << 10;

    /// @param bodiesAtOnce each piece of a body is looked into as it comes, as it must be where it can still
    ///     be dropped
    static HttpSettings of(ProtocolSettings settings, boolean bodiesAtOnce) {
        boolean files = settings.asksFor(Field.FILE_DATA);
        boolean requestBodies = files || settings.asksFor(Field.HTTP_REQUEST_BODY);
        boolean responseBodies = files || settings.asksFor(Field.HTTP_RESPONSE_BODY);
        return new HttpSettings(
                requestBodies ? settings.limits().requestBodyBytes() : 0,
                responseBodies ? settings.limits().responseBodyBytes() : 0,
                bodiesAtOnce ? 1 : REQUEST_STEP_BYTES,
                bodiesAtOnce ? 1 : RESPONSE_STEP_BYTES,
                settings.limits().transactions(),
                settings.limits().conversations());
    }
}
