package dev.winnow.rule.parse;

import java.util.Arrays;

/// One rule as a single line: continued lines are joined, and each character still knows where in the source it was.
final class RuleText {
    private final String text;
    private final int base;

    /// From character `joinAt[i]` on, `removed[i]` characters of the source were left out.
    private final int[] joinAt;

    private final int[] removed;

    private RuleText(String text, int base, int[] joinAt, int[] removed) {
        this.text = text;
        this.base = base;
        this.joinAt = joinAt;
        this.removed = removed;
    }

    /// A rule on one line that begins at offset `base` of its source.
    static RuleText ofLine(String text, int base) {
        return new RuleText(text, base, new int[0], new int[0]);
    }

    /// Joins the lines of `source` from `start` to `end` that end with a backslash with the ones after them.
    static RuleText ofContinuedLines(String source, int start, int end) {
        StringBuilder joined = new StringBuilder(end - start);
        int[] joinAt = new int[8];
        int[] removed = new int[8];
        int joins = 0;
        int from = start;
        for (int newline = source.indexOf('\n', from); newline >= 0 && newline < end; ) {
            joined.append(source, from, continuation(source, from, newline));
            if (joins == joinAt.length) {
                joinAt = Arrays.copyOf(joinAt, 2 * joins);
                removed = Arrays.copyOf(removed, 2 * joins);
            }
            from = newline + 1;
            joinAt[joins] = joined.length();
            removed[joins++] = from - start - joined.length();
            newline = source.indexOf('\n', from);
        }
        joined.append(source, from, end);
        return new RuleText(joined.toString(), start, Arrays.copyOf(joinAt, joins), Arrays.copyOf(removed, joins));
    }

    /// Where the backslash is that continues the line from `lineStart` to `newline`, or -1.
    static int continuation(String source, int lineStart, int newline) {
        int last = newline - 1;
        if (last >= lineStart && source.charAt(last) == '\r') {
            last--;
        }
        return last >= lineStart && source.charAt(last) == '\\' ? last : -1;
    }

    String text() {
        return text;
    }

    Value all() {
        return new Value(this, 0, text.length());
    }

    /// Where in the source the character at `index` is.
    int offset(int index) {
        int found = Arrays.binarySearch(joinAt, index);
        int joins = found >= 0 ? found + 1 : -found - 1;
        // Empty lines in a row are joined at one place: the last of them counts.
        while (joins < joinAt.length && joinAt[joins] == index) {
            joins++;
        }
        return base + index + (joins == 0 ? 0 : removed[joins - 1]);
    }
}
