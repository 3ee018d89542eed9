package dev.winnow.ban;

/// A network that is kept out for a while, as the ledger has it. Immutable.
///
/// @param id       of the ledger; 0 where it has not been written yet
/// @param prefix   who
/// @param cause    why, and by whom
/// @param beginNs  nanoseconds since 1970
/// @param endNs    the first nanosecond at which it does not hold any more
/// @param level    of the [Escalation], from 1 on
/// @param hits     offences that it stands for
/// @param liftedBy who ended it before its time; empty where nobody did
public record Ban(
        long id, Prefix prefix, Cause cause, long beginNs, long endNs, int level, long hits, String liftedBy) {
    /// Why somebody is banned, and on whose word.
    ///
    /// @param reason   as a person reads it
    /// @param detector what found it out: `rule`, a detector's name, `operator`
    /// @param sid      the rule's signature id; 0 without one
    /// @param evidence where packets of the offence are kept; empty where none are
    /// @param by       `winnow`, or an operator's name
    public record Cause(String reason, String detector, long sid, String evidence, String by) {
        /// Who bans where no person does.
        public static final String DAEMON = "winnow";

        /// An operator's word.
        public static Cause ofOperator(String reason, String operator) {
            return new Cause(reason, "operator", 0, "", operator);
        }
    }

    /// A ban that begins.
    public static Ban begin(Prefix prefix, Cause cause, long nowNs, long endNs, int level) {
        return new Ban(0, prefix, cause, nowNs, endNs, level, 1, "");
    }

    /// Whether it holds at `nowNs`.
    public boolean isActive(long nowNs) {
        return nowNs < endNs;
    }

    /// The same, under the number that the ledger gave it.
    public Ban withId(long newId) {
        return new Ban(newId, prefix, cause, beginNs, endNs, level, hits, liftedBy);
    }

    /// The same after one more offence.
    ///
    /// @param newEndNs counts only where it is later
    public Ban extended(long newEndNs) {
        return new Ban(id, prefix, cause, beginNs, Math.max(endNs, newEndNs), level, hits + 1, liftedBy);
    }

    /// The same, ended by somebody.
    public Ban lifted(String by, long nowNs) {
        return new Ban(id, prefix, cause, beginNs, Math.min(endNs, nowNs), level, hits, by);
    }
}
