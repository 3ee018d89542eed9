package dev.winnow.rule.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `pcre`: a Perl-compatible regular expression.
///
/// @param expression the text between the slashes, one ISO-8859-1 character per byte
/// @param flags an immutable set
/// @param listed the groups, from the first on, that are kept in the variables named behind the flags
public record Pcre(Buffer buffer, String expression, boolean negated, Set<PcreFlag> flags, List<Capture> listed)
        implements BufferOption {
    public Pcre {
        flags = Set.copyOf(flags);
        listed = List.copyOf(listed);
    }

    /// One that keeps nothing, unless its groups have names that say so.
    public Pcre(Buffer buffer, String expression, boolean negated, Set<PcreFlag> flags) {
        this(buffer, expression, negated, flags, List.of());
    }

    /// All groups that are kept in variables.
    public List<Capture> captures() {
        List<Capture> all = new ArrayList<>(listed);
        all.addAll(Capture.named(expression));
        return all;
    }

    /// True if the search begins at the end of the previous match in the same buffer.
    public boolean isRelative() {
        return flags.contains(PcreFlag.RELATIVE);
    }

    @Override
    public void writeTo(OptionWriter out) {
        StringBuilder letters = new StringBuilder();
        flags.stream().sorted().forEach(flag -> letters.append(flag.letter()));
        listed.forEach(capture -> letters.append(',').append(capture));
        out.select(buffer).option("pcre", OptionWriter.negatable(negated, "\"/" + expression + "/" + letters + "\""));
    }
}
