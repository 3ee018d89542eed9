package dev.winnow.protocol;

/// Lends the parsers of one protocol from a bounded pool. Threading: one thread.
public interface ParserFactory {
    /// A parser as good as new, or null if all are lent; it comes back by [AppParser#release].
    ///
    /// @param endpoints whose connection it is; the parser may keep it until it is released
    AppParser take(Endpoints endpoints);
}
