package dev.winnow.detect.content;

import dev.winnow.rule.option.ByteJump.Origin;

/// `byte_jump`: what follows counts from a place that a number in the bytes tells. Beyond the buffer's end there is no
/// such place; before its start, it is the start.
final class ByteJumpStep implements Step {
    private static final int ALIGNMENT = 4;

    private final NumberSource source;
    private final Jump jump;
    private final Step next;

    /// From where a jump goes how far.
    record Jump(Origin origin, long multiplier, boolean aligned, long postOffset) {
        long distance(long number) {
            long far = number * multiplier;
            return aligned ? (far + ALIGNMENT - 1) & -ALIGNMENT : far;
        }
    }

    ByteJumpStep(NumberSource source, Jump jump, Step next) {
        this.source = source;
        this.jump = jump;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int numberEnd = source.read(in, previousEnd);
        if (numberEnd == NumberSource.NONE) {
            return false;
        }
        long distance = jump.distance(in.number);
        if (distance > in.position + in.length + Math.abs(jump.postOffset)) {
            return false;
        }
        long target = Math.max(0, origin(in, numberEnd) + Math.max(distance, Integer.MIN_VALUE) + jump.postOffset);
        if (target > in.length || !next.matches(in, (int) target)) {
            return false;
        }
        in.reach(Math.max(numberEnd, (int) target));
        return true;
    }

    private long origin(Inspection in, int numberEnd) {
        return switch (jump.origin) {
            case NUMBER -> numberEnd;
            case FROM_BEGINNING -> -in.position;
            case FROM_END -> in.length;
        };
    }
}
