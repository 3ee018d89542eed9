package dev.winnow.detect.content;

/// A literal that must be there.
final class ContentStep implements Step {
    private final Target target;
    private final boolean retries;
    private final Step next;

    /// @param retries whether a later place of the literal can help where the first one did not
    ContentStep(Target target, boolean retries, Step next) {
        this.target = target;
        this.retries = retries;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int notBefore = 0;
        do {
            if (!in.spend(in.length - notBefore)) {
                return false;
            }
            int place = target.find(in, previousEnd, notBefore);
            if (place < 0) {
                return false;
            }
            if (next.matches(in, place + target.length())) {
                return true;
            }
            notBefore = place + 1;
        } while (retries);
        return false;
    }
}
