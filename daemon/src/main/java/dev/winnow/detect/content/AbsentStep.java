package dev.winnow.detect.content;

/// A literal that must not be there. The previous match stays where it was.
final class AbsentStep implements Step {
    private final Target target;
    private final Step next;

    AbsentStep(Target target, Step next) {
        this.target = target;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        return in.spend(in.length) && target.find(in, previousEnd, 0) < 0 && next.matches(in, previousEnd);
    }
}
