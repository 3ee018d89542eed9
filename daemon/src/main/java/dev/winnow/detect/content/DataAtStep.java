package dev.winnow.detect.content;

/// `isdataat`. A relative one holds up to the buffer's end inclusive, an absolute one only inside: Suricata's user
/// guide, "isdataat".
final class DataAtStep implements Step {
    private final Amount offset;
    private final boolean relative;
    private final boolean negated;
    private final Step next;

    DataAtStep(Amount offset, boolean relative, boolean negated, Step next) {
        this.offset = offset;
        this.relative = relative;
        this.negated = negated;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        long place = offset.value(in);
        long last = relative ? in.length - previousEnd : in.position + in.length - 1;
        boolean there = place >= 0 && place <= last;
        if (there == negated || !next.matches(in, previousEnd)) {
            return false;
        }
        if (!negated) {
            in.reach((int) (relative ? previousEnd + place : Math.max(0, place + 1 - in.position)));
        }
        return true;
    }
}
