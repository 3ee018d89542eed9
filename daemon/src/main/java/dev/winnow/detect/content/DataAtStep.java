package dev.winnow.detect.content;

/// `isdataat`. A relative one holds up to the buffer's end inclusive, an absolute one only inside: Suricata's user
/// guide, "isdataat".
final class DataAtStep implements Step {
    private final int offset;
    private final boolean relative;
    private final boolean negated;
    private final Step next;

    DataAtStep(int offset, boolean relative, boolean negated, Step next) {
        this.offset = offset;
        this.relative = relative;
        this.negated = negated;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        boolean there = relative ? previousEnd + offset <= in.length : offset < in.length;
        return there != negated && next.matches(in, previousEnd);
    }
}
