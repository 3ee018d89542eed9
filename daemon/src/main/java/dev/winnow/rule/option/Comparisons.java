package dev.winnow.rule.option;

/// Ranges of numbers as keywords have them that part the sign from the number with a comma: `<,5`.
final class Comparisons {
    private Comparisons() {}

    static String write(NumberRange range) {
        if (range.low() == range.high()) {
            return (range.negated() ? "!=," : "=,") + range.low();
        }
        return range.high() == Long.MAX_VALUE ? ">=," + range.low() : "<=," + range.high();
    }
}
