package dev.winnow.detect.content;

import dev.winnow.bindings.pcre2.Regex;

/// A regular expression that must match. A relative one sees only what is behind the previous match.
final class RegexStep implements Step {
    private final Regex regex;
    private final boolean relative;
    private final int[] groups;
    private final int[] variables;
    private final Step next;

    /// @param groups that are captured
    /// @param variables that they are kept in, see [Captures]
    RegexStep(Regex regex, boolean relative, int[] groups, int[] variables, Step next) {
        this.regex = regex;
        this.relative = relative;
        this.groups = groups;
        this.variables = variables;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int subject = relative ? previousEnd : 0;
        int from = 0;
        while (subject + from <= in.length && !in.hasGivenUp() && in.spend(in.length - subject - from)) {
            if (!in.finds(regex, subject, from)) {
                return false;
            }
            from = in.foundStart() + 1;
            int end = subject + in.foundEnd();
            int mark = in.captures.mark();
            for (int i = 0; i < groups.length; i++) {
                in.capture(groups[i], subject, variables[i]);
            }
            if (next.matches(in, end)) {
                in.reach(end);
                return true;
            }
            in.captures.cut(mark);
        }
        return false;
    }
}
