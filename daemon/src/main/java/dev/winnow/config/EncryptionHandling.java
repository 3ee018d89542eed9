package dev.winnow.config;

/// What rules are shown of a TLS connection once it is encrypted, as Suricata's user guide names it ("Encrypted
/// traffic").
public enum EncryptionHandling {
    /// Neither payload nor stream, but all that asks for no bytes.
    DEFAULT,
    /// The same; what came before is judged at once.
    BYPASS,
    /// All.
    FULL
}
