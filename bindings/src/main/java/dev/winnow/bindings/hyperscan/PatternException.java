package dev.winnow.bindings.hyperscan;

/// A pattern that libhs cannot compile, in libhs's own words.
public final class PatternException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int index;

    PatternException(String message, int index) {
        super(message);
        this.index = index;
    }

    /// Which pattern of the list it was, from 0; negative when the complaint is about all of them.
    public int index() {
        return index;
    }
}
