package dev.winnow.detect.content;

import dev.winnow.rule.option.NumberRange;

/// `bsize`: the length of the whole buffer.
final class LengthStep implements Step {
    private final NumberRange length;
    private final Step next;

    LengthStep(NumberRange length, Step next) {
        this.length = length;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        if (!length.contains(in.position + in.length) || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(in.length);
        return true;
    }
}
