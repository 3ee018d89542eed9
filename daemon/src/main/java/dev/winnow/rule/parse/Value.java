package dev.winnow.rule.parse;

import dev.winnow.rule.option.NumberRange;
import java.util.ArrayList;
import java.util.List;

/// A stretch of a rule's text that knows its place, so that what is wrong with it can be pointed at. Immutable.
final class Value {
    private static final int QUOTED_LENGTH = 40;

    private final RuleText rule;
    private final int start;
    private final int end;

    Value(RuleText rule, int start, int end) {
        this.rule = rule;
        this.start = start;
        this.end = end;
    }

    String text() {
        return rule.text().substring(start, end);
    }

    int length() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    char at(int index) {
        return rule.text().charAt(start + index);
    }

    boolean startsWith(char c) {
        return !isEmpty() && at(0) == c;
    }

    boolean endsWith(char c) {
        return !isEmpty() && at(length() - 1) == c;
    }

    /// Characters `from` to before `to`.
    Value slice(int from, int to) {
        return new Value(rule, start + from, start + to);
    }

    /// All but the first `count` characters.
    Value drop(int count) {
        return slice(count, length());
    }

    /// Without white space at either end.
    Value trim() {
        Value rest = trimStart();
        int to = rest.length();
        while (to > 0 && isSpace(rest.at(to - 1))) {
            to--;
        }
        return rest.slice(0, to);
    }

    /// Without white space at its start.
    Value trimStart() {
        int from = 0;
        while (from < length() && isSpace(at(from))) {
            from++;
        }
        return drop(from);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == 0x0B;
    }

    /// Without the double quotes around it, if it has both.
    Value unquoted() {
        return length() >= 2 && startsWith('"') && endsWith('"') ? slice(1, length() - 1) : this;
    }

    /// The trimmed parts between `separator`s; a single empty one for an empty value.
    List<Value> split(char separator) {
        List<Value> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < length(); i++) {
            if (at(i) == separator) {
                parts.add(slice(from, i).trim());
                from = i + 1;
            }
        }
        parts.add(drop(from).trim());
        return parts;
    }

    int indexOf(char c) {
        int found = rule.text().indexOf(c, start, end);
        return found < 0 ? -1 : found - start;
    }

    int lastIndexOf(char c) {
        for (int i = length() - 1; i >= 0; i--) {
            if (at(i) == c) {
                return i;
            }
        }
        return -1;
    }

    /// A decimal number from `min` to `max`, of which `what` is the name in messages.
    long number(String what, long min, long max) throws Mistake {
        String digits = text();
        long value = Numbers.parse(digits);
        if (value == Numbers.NOT_A_NUMBER) {
            throw mistake(isEmpty() ? what + " needs a number" : what + " must be a number, got " + quoted());
        }
        if (value < min || value > max) {
            throw mistake(what + " must be " + min + ".." + max + ", got " + digits);
        }
        return value;
    }

    /// As [#number], for what fits an `int`.
    int integer(String what, int min, int max) throws Mistake {
        return (int) number(what, min, max);
    }

    /// A number of 64 bits, decimal with an optional minus, or hexadecimal after `0x`; as its bits.
    long bits(String what) throws Mistake {
        try {
            boolean hex = length() > 2 && at(0) == '0' && (at(1) == 'x' || at(1) == 'X');
            if (startsWith('-')) {
                return Long.parseLong(text());
            }
            return hex ? Long.parseUnsignedLong(drop(2).text(), 16) : Long.parseUnsignedLong(text());
        } catch (NumberFormatException _) {
            throw mistake(what + " must be a number of 64 bits, got " + quoted());
        }
    }

    /// Whether there are only letters, digits, `_`, `-` and `.` here, and at least one.
    boolean hasOnlyNameLetters() {
        for (int i = 0; i < length(); i++) {
            char c = at(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !isEmpty();
    }

    /// A condition such as `5`, `!5`, `<5`, `>=5` or `1<>5` on a number from 0 to `max`.
    NumberRange range(String what, long max) throws Mistake {
        return Numbers.range(this, what, max);
    }

    /// The text for a message: shortened, in back quotes.
    String quoted() {
        return length() <= QUOTED_LENGTH
                ? "`" + text() + "`"
                : "`" + slice(0, QUOTED_LENGTH).text() + "\u2026`";
    }

    /// A mistake in this stretch.
    Mistake mistake(String message) {
        return new Mistake(startOffset(), endOffset(), message);
    }

    /// Where in the source this begins.
    int startOffset() {
        return rule.offset(start);
    }

    /// Where in the source this ends.
    int endOffset() {
        return isEmpty() ? startOffset() : rule.offset(end - 1) + 1;
    }

    @Override
    public String toString() {
        return text();
    }
}
