package dev.winnow.verdict;

/// What happens to one packet. Configuration and rules speak of verdicts at load time; the hot path carries
/// only [#word], computed once, so that no verdict object is touched per packet.
public sealed interface Verdict {
    /// Let the packet through.
    enum Accept implements Verdict {
        INSTANCE
    }

    /// Drop the packet, for a reason that is never [Reason#NONE].
    record Drop(Reason reason) implements Verdict {
        public Drop {
            if (reason == Reason.NONE) {
                throw new IllegalArgumentException("a drop needs a reason");
            }
        }
    }

    /// Drop the packet and tell its source, its destination, or both.
    record Reject(boolean toSource, boolean toDestination) implements Verdict {
        public Reject {
            if (!toSource && !toDestination) {
                throw new IllegalArgumentException("a reject needs a side to tell");
            }
        }
    }

    /// Accept, and set the packet's netfilter mark.
    record Mark(int mark) implements Verdict {}

    /// Send the packet through the hook again, with a mark by which the rule set knows it.
    record Repeat(int mark) implements Verdict {}

    /// Hand the packet to another NFQUEUE; where nobody reads that, the packet goes on.
    record Requeue(int queue) implements Verdict {
        public Requeue {
            if (queue < 0 || queue > 0xFFFF) {
                throw new IllegalArgumentException("queue must be 0..65535, got " + queue);
            }
        }
    }

    /// The packed form, laid out as [VerdictWord] says.
    default long word() {
        return switch (this) {
            case Accept _ -> VerdictWord.ACCEPT;
            case Drop(Reason reason) -> VerdictWord.drop(reason);
            case Reject(boolean toSource, boolean toDestination) ->
                VerdictWord.drop(Reason.RULE)
                        | (toSource ? VerdictWord.REJECT_SOURCE : 0)
                        | (toDestination ? VerdictWord.REJECT_DESTINATION : 0);
            case Mark(int mark) ->
                VerdictWord.NF_ACCEPT | VerdictWord.HAS_MARK | ((long) mark << VerdictWord.MARK_SHIFT);
            case Repeat(int mark) ->
                VerdictWord.NF_REPEAT | VerdictWord.HAS_MARK | ((long) mark << VerdictWord.MARK_SHIFT);
            case Requeue(int queue) -> VerdictWord.NF_QUEUE | ((long) queue << VerdictWord.QUEUE_SHIFT);
        };
    }
}
