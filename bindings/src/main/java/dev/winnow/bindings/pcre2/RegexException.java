package dev.winnow.bindings.pcre2;

/// A pattern that PCRE2 cannot compile, in PCRE2's own words.
public final class RegexException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    RegexException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /// Where in the pattern the complaint is, in bytes from its start.
    public long offset() {
        return offset;
    }
}
