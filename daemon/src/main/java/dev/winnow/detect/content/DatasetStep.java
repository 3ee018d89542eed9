package dev.winnow.detect.content;

import dev.winnow.detect.dataset.ByteSet;
import dev.winnow.rule.option.Dataset;

/// `dataset`: whether the whole buffer is in a set, or was not and now is. The set is changed only when all that was
/// asked before holds.
final class DatasetStep implements Step {
    private final ByteSet set;
    private final Dataset.Command command;
    private final Step next;

    DatasetStep(ByteSet set, Dataset.Command command, Step next) {
        this.set = set;
        this.command = command;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        boolean holds = switch (command) {
            case ISSET -> set.contains(in.memory, in.base, in.length);
            case ISNOTSET -> !set.contains(in.memory, in.base, in.length);
            case SET -> set.add(in.memory, in.base, in.length) == ByteSet.Outcome.ADDED;
            case UNSET -> set.remove(in.memory, in.base, in.length);
        };
        if (!holds || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(in.length);
        return true;
    }
}
