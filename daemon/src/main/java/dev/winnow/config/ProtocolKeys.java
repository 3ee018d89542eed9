package dev.winnow.config;

/// The keys of application protocols.
final class ProtocolKeys {
    static final KeyTable TABLE = new KeyTable();

    private static final String HTTP = "app-layer.protocols.http.libhtp.default-config.";

    static final BodyKeys HTTP_REQUEST_BODY = new BodyKeys(TABLE, HTTP + "request-body-", 32 << 10, 4 << 10);

    static final BodyKeys HTTP_RESPONSE_BODY = new BodyKeys(TABLE, HTTP + "response-body-", 40 << 10, 16 << 10);

    static final ConfigKey<EncryptionHandling> TLS_ENCRYPTION = TABLE.shared(
            "app-layer.protocols.tls.encryption-handling",
            ValueTypes.oneOf(EncryptionHandling.class),
            EncryptionHandling.DEFAULT,
            "what rules are shown of a TLS connection once it is encrypted");

    static final XffKeys XFF = new XffKeys(TABLE, "outputs.eve-log.xff.");

    /// Where only alerts are meant.
    static final XffKeys ALERT_XFF = new XffKeys(TABLE, "outputs.eve-log.types.alert.xff.");

    private ProtocolKeys() {}
}
