package dev.winnow.rule.option;

/// The numbers from `low` to `high`, both included, or when negated all others. `<5`, `>5`, `1<>9`, `5` and `!5` of the
/// rule language all come to this.
public record NumberRange(long low, long high, boolean negated) {
    /// A range without an upper end has [Long#MAX_VALUE] there.
    public NumberRange {
        if (low > high) {
            throw new IllegalArgumentException("range " + low + ".." + high + " is empty");
        }
    }

    /// Just `value`.
    public static NumberRange exactly(long value) {
        return new NumberRange(value, value, false);
    }

    /// From `low` to `high`, both included.
    public static NumberRange between(long low, long high) {
        return new NumberRange(low, high, false);
    }

    /// Whether `value` satisfies the condition.
    public boolean contains(long value) {
        return (value >= low && value <= high) != negated;
    }

    /// The condition as a rule has it. Above `<=` and `>=`, which say as much, rules have `a<>b` without its ends.
    @Override
    public String toString() {
        return OptionWriter.negatable(negated, comparison());
    }

    private String comparison() {
        if (low == high) {
            return Long.toString(low);
        }
        if (high == Long.MAX_VALUE) {
            return ">=" + low;
        }
        return low == 0 ? "<=" + high : (low - 1) + "<>" + (high + 1);
    }
}
