package dev.winnow.config;

/// How alerts tell of the address that an HTTP proxy forwards for.
///
/// @param header name of the HTTP header that it stands in
public record ForwardedFor(boolean enabled, Mode mode, Deployment deployment, String header) {
    /// Where the address goes.
    public enum Mode {
        /// Into a field of its own.
        EXTRA_DATA,
        /// In the place of the proxy's address.
        OVERWRITE
    }

    /// Whose proxy it is.
    public enum Deployment {
        /// The server's: the last address of the header counts.
        REVERSE,
        /// The client's: the first address counts.
        FORWARD
    }

    static ForwardedFor of(Settings settings) {
        ForwardedFor alerts = ProtocolKeys.ALERT_XFF.of(settings);
        return alerts.enabled() ? alerts : ProtocolKeys.XFF.of(settings);
    }
}
