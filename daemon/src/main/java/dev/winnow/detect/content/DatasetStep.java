package dev.winnow.detect.content;

import dev.winnow.detect.dataset.ByteSet;

/// `dataset`: whether the whole buffer is in a set, or was not and now is.
final class DatasetStep implements Step {
    private final ByteSet set;
    private final Command command;
    private final Step next;

    /// What is asked of the set.
    enum Command {
        CONTAINS,
        LACKS,
        /// Holds if the bytes were not there before. It is done only when all that was asked before it holds.
        ADD
    }

    DatasetStep(ByteSet set, Command command, Step next) {
        this.set = set;
        this.command = command;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        boolean holds = switch (command) {
            case CONTAINS -> set.contains(in.memory, in.base, in.length);
            case LACKS -> !set.contains(in.memory, in.base, in.length);
            case ADD -> set.add(in.memory, in.base, in.length) == ByteSet.Outcome.ADDED;
        };
        if (!holds || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(in.length);
        return true;
    }
}
