package dev.winnow.detect.content;

import dev.winnow.rule.option.ByteMath.Operator;

/// `byte_math`: reckons with a number of the bytes and keeps the result for later options. What follows counts from
/// behind the number.
final class ByteMathStep implements Step {
    private final NumberSource source;
    private final Operator operator;
    private final Amount right;
    private final BitMask mask;
    private final int slot;
    private final Step next;

    /// @param mask of the result
    /// @param slot of [Inspection#variables]
    ByteMathStep(NumberSource source, Operator operator, Amount right, BitMask mask, int slot, Step next) {
        this.source = source;
        this.operator = operator;
        this.right = right;
        this.mask = mask;
        this.slot = slot;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int end = source.read(in, previousEnd);
        long by = right.value(in);
        if (end == NumberSource.NONE || (operator == Operator.DIVIDE && by == 0)) {
            return false;
        }
        in.variables[slot] = mask.apply(result(in.number, by));
        if (!next.matches(in, end)) {
            return false;
        }
        in.reach(end);
        return true;
    }

    /// Of unsigned numbers.
    private long result(long number, long by) {
        return switch (operator) {
            case ADD -> number + by;
            case SUBTRACT -> number - by;
            case MULTIPLY -> number * by;
            case DIVIDE -> Long.divideUnsigned(number, by);
            case SHIFT_LEFT -> Long.compareUnsigned(by, Long.SIZE) < 0 ? number << by : 0;
            // By 64 and more as the processor does it, which is what Suricata 7.0.10 shows.
            case SHIFT_RIGHT -> number >>> by;
        };
    }
}
