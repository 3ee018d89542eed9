package dev.winnow.flow;

/// How far a connection's handshake has come, seen from the path between the hosts.
enum TcpState {
    /// No packet that begins a connection was seen.
    NONE,
    /// A SYN from the client.
    SYN_SENT,
    /// A SYN from both sides; the server's with or without an acknowledgment.
    SYN_RECEIVED,
    /// The handshake was seen to its end, or the connection was picked up.
    ESTABLISHED,
    /// Nothing more is expected.
    CLOSED
}
