package dev.winnow.rule.option;

import java.util.Set;

/// `pcre`: a Perl-compatible regular expression.
///
/// @param expression the text between the slashes, one ISO-8859-1 character per byte
/// @param flags an immutable set
public record Pcre(Buffer buffer, String expression, boolean negated, Set<PcreFlag> flags) implements BufferOption {
    public Pcre {
        flags = Set.copyOf(flags);
    }

    /// True if the search begins at the end of the previous match in the same buffer.
    public boolean isRelative() {
        return flags.contains(PcreFlag.RELATIVE);
    }

    @Override
    public void writeTo(OptionWriter out) {
        StringBuilder letters = new StringBuilder();
        flags.stream().sorted().forEach(flag -> letters.append(flag.letter()));
        out.select(buffer).option("pcre", OptionWriter.negatable(negated, "\"/" + expression + "/" + letters + "\""));
    }
}
