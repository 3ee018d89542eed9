package dev.winnow.protocol;

/// Whether a connection's protocol is known.
public enum Detection {
    /// More bytes may tell.
    UNDECIDED,
    FOUND,
    /// No protocol that winnow knows.
    FAILED
}
