package dev.winnow.rule.syntax;

import java.util.Optional;

/// Application protocols that a rule can be written for, and that winnow tells by their bytes.
public enum AppProtocol {
    /// HTTP/1 and HTTP/2.
    HTTP("http"),
    HTTP1("http1"),
    HTTP2("http2"),
    DNS("dns"),
    TLS("tls", "ssl"),
    SSH("ssh"),
    SMTP("smtp"),
    FTP("ftp"),
    FTP_DATA("ftp-data"),
    SMB("smb"),
    DCERPC("dcerpc"),
    IMAP("imap"),
    POP3("pop3");

    private final String keyword;
    private final String alias;

    AppProtocol(String keyword) {
        this(keyword, keyword);
    }

    AppProtocol(String keyword, String alias) {
        this.keyword = keyword;
        this.alias = alias;
    }

    /// The protocol called `keyword` in rules.
    public static Optional<AppProtocol> of(String keyword) {
        for (AppProtocol protocol : values()) {
            if (protocol.keyword.equals(keyword) || protocol.alias.equals(keyword)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /// The name as written in rules.
    public String keyword() {
        return keyword;
    }

    /// What connections of this protocol run over.
    public Protocol transport() {
        return switch (this) {
            case DNS, DCERPC -> Protocol.IP;
            case HTTP, HTTP1, HTTP2, TLS, SSH, SMTP, FTP, FTP_DATA, SMB, IMAP, POP3 -> Protocol.TCP;
        };
    }

    /// The narrower of two protocols that a rule asks for; empty if no connection is of both.
    public Optional<AppProtocol> and(AppProtocol other) {
        if (covers(other)) {
            return Optional.of(other);
        }
        return other.covers(this) ? Optional.of(this) : Optional.empty();
    }

    /// Whether a rule for this protocol is for connections of `other` as well.
    public boolean covers(AppProtocol other) {
        return this == other || (this == HTTP && (other == HTTP1 || other == HTTP2));
    }

    /// The protocol that stands for all those with the same fields: HTTP for its versions, others for themselves.
    public AppProtocol family() {
        return HTTP.covers(this) ? HTTP : this;
    }
}
