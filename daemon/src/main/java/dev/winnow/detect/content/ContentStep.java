package dev.winnow.detect.content;

/// A literal that must be there.
///
/// Where Suricata 7 takes a failure for final, so does this step: [Inspection#giveUp] keeps the steps before from
/// looking for other places. That is so when nothing behind the literal counts from it and yet something failed, and
/// when a literal at an absolute place is missing.
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
        while (in.spend(in.length - notBefore)) {
            int place = target.find(in, previousEnd, notBefore);
            if (place < 0) {
                if (target.isMissingForGood(in)) {
                    in.giveUp();
                }
                return false;
            }
            if (next.matches(in, place + target.length())) {
                in.reach(place + target.length());
                return true;
            }
            if (!retries) {
                in.giveUp();
            }
            if (in.hasGivenUp()) {
                return false;
            }
            notBefore = place + 1;
        }
        return false;
    }
}
