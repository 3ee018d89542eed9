package dev.winnow.lane;

import dev.winnow.config.WinnowConfig;
import dev.winnow.verdict.Verdict;
import dev.winnow.verdict.VerdictWord;

/// What "accept" means to the kernel here (`nfq.mode`), and whether a drop is one.
///
/// @param acceptWord what is sent for an accepted packet
/// @param markMask   bits of the packet's mark that `acceptWord`'s mark may change
/// @param dryRun     nothing is dropped
record AcceptPolicy(long acceptWord, int markMask, boolean dryRun) {
    static AcceptPolicy of(WinnowConfig.Queue queue, boolean dryRun) {
        Verdict accept = switch (queue.mode()) {
            case ACCEPT -> Verdict.Accept.INSTANCE;
            case REPEAT -> new Verdict.Repeat(queue.repeatMark());
            case ROUTE -> new Verdict.Requeue(queue.routeQueue());
        };
        return new AcceptPolicy(accept.word(), queue.repeatMask(), dryRun);
    }

    /// The word to send.
    ///
    /// @param word       the packet's verdict, with the mark that rules gave it, if they did
    /// @param packetMark the mark that the packet carries now
    long apply(long word, int packetMark) {
        if (VerdictWord.isDrop(word) && !dryRun) {
            return word;
        }
        boolean isMarked = VerdictWord.hasMark(word) && !dryRun;
        int mark = isMarked ? VerdictWord.mark(word) : packetMark;
        if (!VerdictWord.hasMark(acceptWord)) {
            return isMarked ? VerdictWord.withMark(acceptWord, mark) : acceptWord;
        }
        // A packet that comes back marked met a rule set that does not look at the mark: it would go round for ever.
        boolean cameBack = ((VerdictWord.mark(acceptWord) ^ packetMark) & markMask) == 0;
        if (cameBack) {
            return isMarked ? VerdictWord.withMark(VerdictWord.ACCEPT, mark) : VerdictWord.ACCEPT;
        }
        return VerdictWord.mergeMark(acceptWord, mark, markMask);
    }
}
