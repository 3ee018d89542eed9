package dev.winnow.detect.content;

import dev.winnow.detect.dataset.DigestList;

/// `filemd5` and its kin: whether the digest at hand is in a list, or is not.
final class FileHashStep implements Step {
    private final DigestList list;
    private final boolean negated;
    private final Step next;

    FileHashStep(DigestList list, boolean negated, Step next) {
        this.list = list;
        this.negated = negated;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        if (list.contains(in.memory, in.base, in.length) == negated || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(in.length);
        return true;
    }
}
