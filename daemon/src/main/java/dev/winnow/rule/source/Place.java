package dev.winnow.rule.source;

/// A stretch of a source text.
///
/// @param start first character, as an offset into the source
/// @param end offset after the last one
public record Place(SourceText source, int start, int end) {
    /// The name of the file.
    public String file() {
        return source.name();
    }

    /// 1-based line of the first character.
    public int line() {
        return source.lineOf(start);
    }

    /// The characters themselves, continuation lines included.
    public String text() {
        return source.text().substring(start, end);
    }
}
