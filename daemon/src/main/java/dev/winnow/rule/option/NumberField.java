package dev.winnow.rule.option;

/// Numbers that a transaction has and rules compare.
public enum NumberField {
    /// `urilen`: bytes of the request's URI, normalised.
    URI_LENGTH,
    /// `urilen:...,raw`: the same as sent.
    RAW_URI_LENGTH,
    /// `dns.opcode`
    DNS_OPCODE,
    /// `dns.rcode`
    DNS_RCODE,
    /// `dns.rrtype`: of each query, then of each answer.
    DNS_RRTYPE,
    /// `tls.version`, `ssl_version`: the protocol number on the wire, 0x0303 for TLS 1.2.
    TLS_VERSION,
    /// `ssl_state`: a set of the bits of the user guide's states that the handshake has come to.
    TLS_STATE,
    /// `tls.cert_chain_len`
    TLS_CERTIFICATES,
    /// `http2.frametype`, and its kin: see [Field#HTTP2_HEADER_NAME].
    HTTP2_FRAME_TYPE,
    HTTP2_ERROR_CODE,
    HTTP2_PRIORITY,
    HTTP2_WINDOW,
    HTTP2_SIZE_UPDATE
}
