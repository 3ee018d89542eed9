package dev.winnow.attack;

/// How far a connection is, by what it costs the server, as numbers for the hot path. Those that a server has to
/// keep memory for, though nobody works on them, have a gauge in each [Tally]; they come first.
final class Phase {
    /// A SYN that was not followed by the client's acknowledgment (RFC 9293: SYN-RECEIVED).
    static final int HALF_OPEN = 0;
    /// Established, and nobody has said anything.
    static final int SILENT = 1;
    /// The client has begun a request and not finished its head.
    static final int HEADERS = 2;
    /// The client owes the body of its request.
    static final int BODY = 3;
    /// The client takes less of the answer than a segment at a time.
    static final int STALLED = 4;
    /// The server has closed, and the client does not acknowledge or close (LAST-ACK, FIN-WAIT-1, FIN-WAIT-2).
    static final int LINGERING = 5;
    /// How many phases have a gauge.
    static final int GAUGES = 6;

    /// The server's turn.
    static final int WAITING = 6;
    /// The server has answered.
    static final int ANSWERED = 7;
    /// An answer that nobody asked for, from a port of those that can be made to amplify.
    static final int UNSOLICITED = 8;
    /// Nothing that begins a connection.
    static final int STRAY = 9;
    /// Nothing more is expected of it.
    static final int OVER = 10;

    private Phase() {}
}
