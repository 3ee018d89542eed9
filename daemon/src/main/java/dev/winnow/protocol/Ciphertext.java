package dev.winnow.protocol;

/// What rules are shown of a connection once it is encrypted.
public enum Ciphertext {
    /// Neither payload nor stream.
    SKIPPED,
    /// The same, and what came before is judged when the encryption begins, not with the next packet of its direction.
    SKIPPED_AT_ONCE,
    /// All.
    INSPECTED
}
