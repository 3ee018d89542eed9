package dev.winnow.detect.content;

import dev.winnow.rule.option.ByteTest.Comparison;

/// `byte_test`: compares a number of the bytes. Where there is no number it does not hold, not even negated.
final class ByteTestStep implements Step {
    private final NumberSource source;
    private final BitMask mask;
    private final Comparison comparison;
    private final Amount value;
    private final boolean negated;
    private final Step next;

    ByteTestStep(NumberSource source, BitMask mask, Comparison comparison, Amount value, boolean negated, Step next) {
        this.source = source;
        this.mask = mask;
        this.comparison = comparison;
        this.value = value;
        this.negated = negated;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int end = source.read(in, previousEnd);
        if (end == NumberSource.NONE) {
            return false;
        }
        boolean holds = comparison.test(mask.apply(in.number), value.value(in));
        if (holds == negated || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(end);
        return true;
    }
}
