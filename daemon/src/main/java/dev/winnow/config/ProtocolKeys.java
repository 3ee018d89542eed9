package dev.winnow.config;

import static dev.winnow.config.ValueTypes.size;

/// The keys of application protocols.
final class ProtocolKeys {
    static final KeyTable TABLE = new KeyTable();

    /// What "all" comes to; the memory of all parsers together is bounded anyway.
    static final long MAX_BODY_LIMIT = 1L << 30;

    private static final long BODY_LIMIT = 100 << 10;
    private static final String HTTP = "app-layer.protocols.http.libhtp.default-config.";

    static final ConfigKey<Long> HTTP_REQUEST_BODY = TABLE.shared(
            HTTP + "request-body-limit",
            size(0, MAX_BODY_LIMIT),
            BODY_LIMIT,
            "bytes of an HTTP request's body that are looked at; 0: all");

    static final ConfigKey<Long> HTTP_RESPONSE_BODY = TABLE.shared(
            HTTP + "response-body-limit",
            size(0, MAX_BODY_LIMIT),
            BODY_LIMIT,
            "bytes of an HTTP response's body that are looked at; 0: all");

    static final XffKeys XFF = new XffKeys(TABLE, "outputs.eve-log.xff.");

    /// Where only alerts are meant.
    static final XffKeys ALERT_XFF = new XffKeys(TABLE, "outputs.eve-log.types.alert.xff.");

    private ProtocolKeys() {}
}
