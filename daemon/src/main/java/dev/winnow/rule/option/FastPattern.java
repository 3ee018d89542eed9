package dev.winnow.rule.option;

/// The author's word on the prefilter, which looks for one literal of each rule.
public sealed interface FastPattern {
    /// Nothing was said: the compiler chooses.
    enum Unspecified implements FastPattern {
        INSTANCE
    }

    /// `fast_pattern`, or with `only` a literal that need not be looked at again after the prefilter found it.
    record Whole(boolean only) implements FastPattern {}

    /// `fast_pattern:offset,length`: the prefilter takes this part of the literal.
    record Chop(int offset, int length) implements FastPattern {}
}
