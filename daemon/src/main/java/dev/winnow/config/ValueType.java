package dev.winnow.config;

/// What a key's value may be, and how it is read.
///
/// @param description what a person may write there, as it fits after "expected"
/// @param list        whether `[a, b]` on the command line is several values rather than one text
/// @param parser      turns a node into a value
record ValueType<T>(String description, boolean list, Parser<T> parser) {

    /// Turns a node into a value.
    @FunctionalInterface
    interface Parser<T> {
        T parse(YamlNode node) throws BadValueException;
    }

    /// Turns a scalar's text into a value.
    @FunctionalInterface
    interface TextParser<T> {
        T parse(String text) throws BadValueException;
    }

    /// A type that is written as one scalar.
    static <T> ValueType<T> scalar(String description, TextParser<T> parser) {
        return new ValueType<>(description, false, node -> {
            if (node instanceof YamlNode.Scalar scalar) {
                return parser.parse(scalar.text());
            }
            throw unexpected(description, node.kind());
        });
    }

    static BadValueException unexpected(String expected, String found) {
        return new BadValueException("expected " + expected + ", found " + found);
    }
}
