package dev.winnow.rule.option;

import dev.winnow.rule.syntax.AppProtocol;
import java.util.Optional;

/// Numbers that a transaction has and rules compare.
public enum NumberField {
    /// Bytes of the request's URI, normalised.
    URI_LENGTH("urilen", AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    /// The same as sent.
    RAW_URI_LENGTH("urilen", AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    DNS_OPCODE("dns.opcode", AppProtocol.DNS, Flow.Direction.ANY, Stage.COMPLETE),
    DNS_RCODE("dns.rcode", AppProtocol.DNS, Flow.Direction.ANY, Stage.COMPLETE),
    /// Of each query, then of each answer.
    DNS_RRTYPE("dns.rrtype", AppProtocol.DNS, Flow.Direction.ANY, Stage.COMPLETE),
    /// `tls.version`, `ssl_version`: the protocol number on the wire, 0x0303 for TLS 1.2; see [TlsVersion].
    TLS_VERSION("tls.version", AppProtocol.TLS, Flow.Direction.ANY, Stage.LINE),
    /// The bits of [TlsState] that the handshake has come to.
    TLS_STATE("ssl_state", AppProtocol.TLS, Flow.Direction.ANY, Stage.STARTED),
    /// How many certificates the chain has.
    TLS_CERTIFICATES("tls.cert_chain_len", AppProtocol.TLS, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    /// Seconds since 1970 from which on the server's certificate is valid.
    TLS_NOT_BEFORE("tls_cert_notbefore", AppProtocol.TLS, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    /// Seconds since 1970 until which it is.
    TLS_NOT_AFTER("tls_cert_notafter", AppProtocol.TLS, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    /// Of each file that came to its end, or as far as it is looked into.
    FILE_SIZE("filesize"),
    /// How many files have begun to come.
    FILE_COUNT("filestore"),
    /// `ftpdata_command`: 1 for RETR, 2 for STOR.
    FTP_DATA_COMMAND("ftpdata_command", AppProtocol.FTP_DATA, Flow.Direction.ANY, Stage.STARTED),
    /// 1 for a PORT with another address than the client's.
    FTP_BOUNCE("ftpbounce", AppProtocol.FTP, Flow.Direction.TO_SERVER, Stage.COMPLETE),
    HTTP2_FRAME_TYPE("http2.frametype", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED),
    HTTP2_ERROR_CODE("http2.errorcode", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED),
    HTTP2_PRIORITY("http2.priority", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED),
    HTTP2_WINDOW("http2.window", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED),
    HTTP2_SIZE_UPDATE("http2.size_update", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED),
    /// The identifier in the upper 32 bits, the value in the lower ones.
    HTTP2_SETTING("http2.settings", AppProtocol.HTTP2, Flow.Direction.ANY, Stage.STARTED);

    private final String keyword;
    private final Optional<AppProtocol> protocol;
    private final Flow.Direction side;
    private final Stage stage;

    NumberField(String keyword, AppProtocol protocol, Flow.Direction side, Stage stage) {
        this(keyword, Optional.of(protocol), side, stage);
    }

    /// A number of files, which several protocols carry.
    NumberField(String keyword) {
        this(keyword, Optional.empty(), Flow.Direction.ANY, Stage.BODY);
    }

    NumberField(String keyword, Optional<AppProtocol> protocol, Flow.Direction side, Stage stage) {
        this.keyword = keyword;
        this.protocol = protocol;
        this.side = side;
        this.stage = stage;
    }

    /// The keyword that asks for the number in a rule.
    public String keyword() {
        return keyword;
    }

    /// The protocol whose messages have it; empty for files, which several protocols carry.
    public Optional<AppProtocol> protocol() {
        return protocol;
    }

    /// The direction that has it; ANY if both have one of their own.
    public Flow.Direction side() {
        return side;
    }

    /// Whether it is of files.
    public boolean isOfFiles() {
        return protocol.isEmpty();
    }

    /// The stage at which it is known.
    public Stage stage() {
        return stage;
    }

    /// Whether the same transaction may have another one, or one more, later.
    public boolean changes() {
        return this == TLS_STATE || protocol.equals(Optional.of(AppProtocol.HTTP2));
    }
}
