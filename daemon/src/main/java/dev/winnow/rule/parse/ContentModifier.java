package dev.winnow.rule.parse;

import java.util.Locale;

/// The modifiers of a content, and which of them exclude each other.
enum ContentModifier {
    NOCASE(Keyword.Arity.NONE),
    RAWBYTES(Keyword.Arity.NONE),
    STARTSWITH(Keyword.Arity.NONE),
    ENDSWITH(Keyword.Arity.NONE),
    OFFSET(Keyword.Arity.REQUIRED),
    DEPTH(Keyword.Arity.REQUIRED),
    DISTANCE(Keyword.Arity.REQUIRED),
    WITHIN(Keyword.Arity.REQUIRED),
    FAST_PATTERN(Keyword.Arity.OPTIONAL);

    private final Keyword.Arity arity;

    ContentModifier(Keyword.Arity arity) {
        this.arity = arity;
    }

    Keyword.Arity arity() {
        return arity;
    }

    String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the value counts bytes, so that a variable can stand for it.
    boolean takesNumber() {
        return placing() > 1;
    }

    /// Whether one content can have both: its place is given from the buffer's start, or from the previous match, or it
    /// is the start itself.
    boolean excludes(ContentModifier other) {
        return placing() != 0 && other.placing() != 0 && placing() != other.placing();
    }

    private int placing() {
        return switch (this) {
            case STARTSWITH -> 1;
            case OFFSET, DEPTH -> 2;
            case DISTANCE, WITHIN -> 3;
            case NOCASE, RAWBYTES, ENDSWITH, FAST_PATTERN -> 0;
        };
    }
}
