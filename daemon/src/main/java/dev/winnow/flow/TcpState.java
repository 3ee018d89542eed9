package dev.winnow.flow;

/// What is known of a connection (RFC 9293 section 3.3.2, seen from the path between the hosts).
enum TcpState {
    /// No packet that begins a connection was seen.
    NONE,
    /// A SYN from the client.
    SYN_SENT,
    /// A SYN from both sides; the server's with or without an acknowledgment.
    SYN_RECEIVED,
    ESTABLISHED,
    /// RST, or FIN from both sides and both acknowledged.
    CLOSED
}
