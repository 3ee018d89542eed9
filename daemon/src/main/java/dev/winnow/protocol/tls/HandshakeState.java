package dev.winnow.protocol.tls;

/// How far a handshake has come: `ssl_state`, as bits. The user guide names them in this order.
public final class HandshakeState {
    public static final int CLIENT_HELLO = 1;
    public static final int SERVER_HELLO = 1 << 1;
    public static final int CLIENT_KEY_EXCHANGE = 1 << 2;
    public static final int SERVER_KEY_EXCHANGE = 1 << 3;
    /// None of the others yet.
    public static final int UNKNOWN = 1 << 4;

    private HandshakeState() {}
}
