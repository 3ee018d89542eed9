package dev.winnow.bindings.pcre2;

import java.io.ByteArrayOutputStream;

/// Keeps PCRE2's machine code from missing matches behind alternatives.
///
/// In version 10.42 it notes places where a repeat has failed, so as not to try it there again. Behind alternatives of
/// different lengths that is wrong, because a repeat that failed late fails early, too: `(?:ab|a)b+b` misses "abb",
/// which the interpreter finds. An empty look-ahead before the alternatives matches everywhere, and ends the
/// taking of notes. PCRE2_NO_START_OPTIMIZE would, too, but then nothing tells beforehand where a match could start,
/// and searches take up to ten times as long.
///
/// Walks over the pattern without understanding more of it than where groups begin and end.
final class AlternativesGuard {
    private static final byte[] LOOK_AHEAD = {'(', '?', '=', ')'};

    private final byte[] pattern;
    private final ByteArrayOutputStream guarded = new ByteArrayOutputStream();
    private int copied;
    private int at;
    private int depth;
    private int open;
    private boolean alternatives;

    private AlternativesGuard(byte[] pattern) {
        this.pattern = pattern;
    }

    /// The pattern with a look-ahead before each outermost group that has alternatives; `pattern` itself without such.
    ///
    /// @param pattern one that PCRE2 understands, without comments: those of [Regex#EXTENDED] may hold parentheses
    static byte[] guard(byte[] pattern) {
        AlternativesGuard guard = new AlternativesGuard(pattern);
        while (guard.at < pattern.length) {
            guard.step();
        }
        return guard.guarded.size() == 0 ? pattern : guard.whole();
    }

    private byte[] whole() {
        copyTo(pattern.length);
        return guarded.toByteArray();
    }

    private void copyTo(int end) {
        guarded.write(pattern, copied, end - copied);
        copied = end;
    }

    private void step() {
        switch (pattern[at]) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> group();
            case ')' -> groupEnd();
            case '|' -> alternatives = true;
            default -> {}
        }
        at++;
    }

    /// To the last byte of what a backslash begins; of longer sequences than two, only a quotation holds what is looked
    /// for.
    private void escape() {
        at = is('Q', at + 1) ? quotationEnd() : at + 1;
    }

    private void characterClass() {
        at += is('^', at + 1) ? 2 : 1;
        // A bracket that comes first stands for itself.
        at += is(']', at) ? 1 : 0;
        while (at < pattern.length && !is(']', at)) {
            if (is('\\', at)) {
                escape();
            } else if (is('[', at) && is(':', at + 1)) {
                namedClass();
            }
            at++;
        }
    }

    /// To the bracket of `[:alpha:]`; nowhere where it is none.
    private void namedClass() {
        int end = at + 2;
        while (end < pattern.length && (Character.isLowerCase(pattern[end]) || is('^', end))) {
            end++;
        }
        at = is(':', end) && is(']', end + 1) ? end + 1 : at;
    }

    private void group() {
        if (is('?', at + 1) && is('#', at + 2)) {
            comment();
        } else if (depth++ == 0) {
            open = at;
            alternatives = false;
        }
    }

    private void comment() {
        while (at < pattern.length && !is(')', at)) {
            at++;
        }
    }

    private void groupEnd() {
        if (--depth == 0 && alternatives) {
            copyTo(open);
            guarded.writeBytes(LOOK_AHEAD);
        }
    }

    private boolean is(char wanted, int index) {
        return index < pattern.length && pattern[index] == wanted;
    }

    /// Where the quotation that begins here ends, or the pattern.
    private int quotationEnd() {
        int index = at + 2;
        while (index < pattern.length && !(is('E', index) && is('\\', index - 1))) {
            index++;
        }
        return index;
    }
}
