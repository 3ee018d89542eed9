package dev.winnow.rule.parse;

import dev.winnow.rule.option.NumberRange;
import java.util.List;
import java.util.Locale;

/// Numbers and conditions on numbers, as rules write them.
final class Numbers {
    static final long NOT_A_NUMBER = Long.MIN_VALUE;

    /// Decimal digits that fit a `long` whatever they are.
    private static final int MAX_DIGITS = 18;

    private static final List<String> UNITS = List.of("kb", "mb", "gb");

    private Numbers() {}

    /// A decimal number with an optional minus, or [#NOT_A_NUMBER].
    static long parse(String text) {
        boolean negative = text.startsWith("-");
        int from = negative ? 1 : 0;
        if (text.length() == from || text.length() - from > MAX_DIGITS) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return NOT_A_NUMBER;
            }
            value = 10 * value + (c - '0');
        }
        return negative ? -value : value;
    }

    /// The user guide's "integer keywords": ranges `a<>b` and `a-b` leave out their ends; `!` stands before a number
    /// alone.
    static NumberRange range(Value value, String what, long max) throws Mistake {
        if (value.startsWith('!')) {
            long number = size(value.drop(1).trim(), what, max);
            return new NumberRange(number, number, true);
        }
        int hyphen = value.indexOf('-');
        int between = value.text().indexOf("<>");
        if (between > 0 || hyphen > 0) {
            int at = between > 0 ? between : hyphen;
            long low = value.slice(0, at).trim().number(what, 0, max) + 1;
            long high = value.drop(at + (between > 0 ? 2 : 1)).trim().number(what, 0, max) - 1;
            return bounded(value, what, low, high);
        }
        return comparison(value, what, max);
    }

    private static NumberRange comparison(Value value, String what, long max) throws Mistake {
        boolean orEqual = value.length() > 1 && value.at(1) == '=';
        Value operand = value.drop(orEqual ? 2 : Math.min(1, value.length())).trim();
        if (value.startsWith('<')) {
            return bounded(value, what, 0, operand.number(what, 0, max) - (orEqual ? 0 : 1));
        }
        if (value.startsWith('>')) {
            long low = operand.number(what, 0, max) + (orEqual ? 0 : 1);
            return bounded(value, what, low, low > max ? low - 1 : Long.MAX_VALUE);
        }
        return NumberRange.exactly(value.startsWith('=') ? operand.number(what, 0, max) : size(value, what, max));
    }

    /// As in Suricata 7.0.10, a number that nothing is written before may have a unit, of 1024 each.
    private static long size(Value value, String what, long max) throws Mistake {
        String text = value.text().toLowerCase(Locale.ROOT);
        for (int i = 0; i < UNITS.size(); i++) {
            if (text.endsWith(UNITS.get(i))) {
                int bits = 10 * (i + 1);
                Value digits = value.slice(0, value.length() - UNITS.get(i).length());
                return digits.number(what, 0, max >> bits) << bits;
            }
        }
        return value.number(what, 0, max);
    }

    /// A condition whose sign and number are parted, as in `<,5`.
    static NumberRange compared(Value sign, Value number, String what, long max) throws Mistake {
        long value = number.number(what, 0, max);
        return switch (sign.text()) {
            case "=" -> NumberRange.exactly(value);
            case "!=" -> new NumberRange(value, value, true);
            case "<" -> bounded(number, what, 0, value - 1);
            case "<=" -> NumberRange.between(0, value);
            case ">" -> NumberRange.between(value + 1, Long.MAX_VALUE);
            case ">=" -> NumberRange.between(value, Long.MAX_VALUE);
            default -> throw sign.mistake("expected one of `<`, `>`, `=`, `<=`, `>=` and `!=`");
        };
    }

    private static NumberRange bounded(Value value, String what, long low, long high) throws Mistake {
        if (low > high) {
            throw value.mistake("no " + what + " can satisfy " + value.quoted());
        }
        return NumberRange.between(low, high);
    }
}
