package dev.winnow.rule.option;

/// How far one direction of a transaction has come. Each stage includes those before it.
///
/// | stage | HTTP | TLS client / server | others |
/// |---|---|---|---|
/// | STARTED | bytes seen | bytes seen | bytes seen |
/// | LINE | request or status line | - / server hello | |
/// | HEADERS | headers | client hello / no certificates | |
/// | BODY | part of the body | certificates | |
/// | COMPLETE | message | handshake over | message |
public enum Stage {
    NONE,
    STARTED,
    LINE,
    HEADERS,
    /// The body grows; its fields are looked into again whenever they have grown.
    BODY,
    COMPLETE;

    /// Whether this stage has come as far as `other`.
    public boolean reached(Stage other) {
        return compareTo(other) >= 0;
    }
}
