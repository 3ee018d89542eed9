package dev.winnow.rule.option;

/// The author's word on the prefilter, which looks for one literal of each rule.
public sealed interface FastPattern {
    /// Nothing was said: the compiler chooses.
    enum Unspecified implements FastPattern {
        INSTANCE;

        @Override
        public void writeTo(OptionWriter out) {}
    }

    /// `fast_pattern`, or with `only` a literal that need not be looked at again after the prefilter found it.
    record Whole(boolean only) implements FastPattern {
        @Override
        public void writeTo(OptionWriter out) {
            if (only) {
                out.option("fast_pattern", "only");
            } else {
                out.flag("fast_pattern");
            }
        }
    }

    /// `fast_pattern:offset,length`: the prefilter takes this part of the literal.
    record Chop(int offset, int length) implements FastPattern {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("fast_pattern", offset + "," + length);
        }
    }

    /// Writes the modifier, if there is one.
    void writeTo(OptionWriter out);
}
