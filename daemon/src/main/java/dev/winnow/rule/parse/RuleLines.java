package dev.winnow.rule.parse;

/// Walks through a source rule by rule: blank lines and comments are passed over, continued lines belong together.
/// A comment is not continued.
final class RuleLines {
    private final String source;
    private int next;

    RuleLines(String source) {
        this.source = source;
    }

    /// The next rule, or null at the end of the source.
    RuleText next() {
        while (next < source.length()) {
            int start = skipBlanks(next);
            int lineEnd = lineEnd(start);
            boolean ignored = start == lineEnd || source.charAt(start) == '#';
            if (ignored) {
                next = lineEnd + 1;
            } else {
                return rule(start, lineEnd);
            }
        }
        return null;
    }

    private RuleText rule(int start, int firstLineEnd) {
        int lineStart = start;
        int lineEnd = firstLineEnd;
        while (lineEnd < source.length() && RuleText.continuation(source, lineStart, lineEnd) >= 0) {
            lineStart = lineEnd + 1;
            lineEnd = lineEnd(lineStart);
        }
        next = lineEnd + 1;
        return lineStart == start
                ? RuleText.ofLine(source.substring(start, lineEnd), start)
                : RuleText.ofContinuedLines(source, start, lineEnd);
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < source.length() && source.charAt(at) != '\n' && Value.isSpace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private int lineEnd(int from) {
        int newline = source.indexOf('\n', from);
        return newline < 0 ? source.length() : newline;
    }
}
