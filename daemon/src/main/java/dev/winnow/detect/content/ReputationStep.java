package dev.winnow.detect.content;

import dev.winnow.detect.dataset.ByteSet;
import dev.winnow.rule.option.NumberRange;

/// `datarep`: whether the whole buffer is in a set, with a reputation of this range.
final class ReputationStep implements Step {
    private final ByteSet set;
    private final NumberRange range;
    private final Step next;

    ReputationStep(ByteSet set, NumberRange range, Step next) {
        this.set = set;
        this.range = range;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int reputation = set.numberOf(in.memory, in.base, in.length);
        if (reputation == ByteSet.ABSENT || !range.contains(reputation) || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(in.length);
        return true;
    }
}
