package dev.winnow.rule.option;

/// The numbers from `low` to `high`, both included, or when negated all others. `<5`, `>5`, `1<>9`, `5` and `!5` of the
/// rule language all come to this.
public record NumberRange(long low, long high, boolean negated) {
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
}
