package dev.winnow.rule.option;

import java.util.Optional;

/// Versions of SSL and TLS that rules have names for.
public enum TlsVersion {
    /// As a number this version is 2.0, whatever its records say.
    SSL_2(0x0200, "sslv2"),
    SSL_3(0x0300, "sslv3"),
    TLS_1_0(0x0301, "tls1.0"),
    TLS_1_1(0x0302, "tls1.1"),
    TLS_1_2(0x0303, "tls1.2"),
    TLS_1_3(0x0304, "tls1.3");

    private final int number;
    private final String sslName;

    TlsVersion(int number, String sslName) {
        this.number = number;
        this.sslName = sslName;
    }

    /// The version with this number on the wire.
    public static Optional<TlsVersion> of(int number) {
        for (TlsVersion version : values()) {
            if (version.number == number) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /// The number on the wire, RFC 8446 section 4.2.1.
    public int number() {
        return number;
    }

    /// The name in `ssl_version`.
    public String sslName() {
        return sslName;
    }
}
