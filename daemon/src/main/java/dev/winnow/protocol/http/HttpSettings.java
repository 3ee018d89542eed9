package dev.winnow.protocol.http;

import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.TransactionEvent;

/// What is asked of HTTP, and how far it goes.
///
/// @param requestBody how far a request's body is looked into; not at all where no rule does
/// @param responseBody the same of a response's, after decompression
/// @param bodiesAtOnce each piece of a body is looked into as it comes
/// @param transactions live at once in one connection
/// @param parsers lent at once
record HttpSettings(
        BodyLimits requestBody, BodyLimits responseBody, boolean bodiesAtOnce, int transactions, int parsers) {
    /// The longest line of a message, its end included, as Suricata ships it.
    static final int MAX_LINE_BYTES = 18_000;
    /// The longest head: start line, headers and trailers.
    static final int MAX_HEAD_BYTES = 1 << 18;

    /// @param bodiesAtOnce each piece of a body is looked into as it comes, as it must be where it can still
    ///     be dropped
    static HttpSettings of(ProtocolSettings settings, boolean bodiesAtOnce) {
        boolean both = settings.asksForFiles() || settings.asksFor(TransactionEvent.HTTP_DAMAGED_CODING);
        boolean requestBodies = both || settings.asksFor(Field.HTTP_REQUEST_BODY);
        boolean responseBodies = both || settings.asksFor(Field.HTTP_RESPONSE_BODY);
        return new HttpSettings(
                requestBodies
                        ? settings.limits().requestBody()
                        : settings.limits().requestBody().none(),
                responseBodies
                        ? settings.limits().responseBody()
                        : settings.limits().responseBody().none(),
                bodiesAtOnce,
                settings.limits().transactions(),
                settings.limits().conversations());
    }
}
