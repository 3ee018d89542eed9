package dev.winnow.detect.content;

import dev.winnow.bindings.pcre2.Regex;

/// A regular expression that must not match. One that reached its limit has not been shown not to match.
final class NoRegexStep implements Step {
    private final Regex regex;
    private final boolean relative;
    private final Step next;

    NoRegexStep(Regex regex, boolean relative, Step next) {
        this.regex = regex;
        this.relative = relative;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int subject = relative ? previousEnd : 0;
        return subject <= in.length
                && in.spend(in.length - subject)
                && in.lacks(regex, subject)
                && next.matches(in, previousEnd);
    }
}
