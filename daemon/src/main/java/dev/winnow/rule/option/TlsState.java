package dev.winnow.rule.option;

/// Messages of a TLS handshake that `ssl_state` asks for.
public enum TlsState {
    CLIENT_HELLO,
    SERVER_HELLO,
    CLIENT_KEYX,
    SERVER_KEYX,
    /// None of the messages above was seen.
    UNKNOWN;

    /// The message's bit in a number of [NumberField#TLS_STATE].
    public int bit() {
        return 1 << ordinal();
    }
}
