package dev.winnow.verdict;

import java.util.Locale;

/// Why a packet was not simply accepted. Every drop has one of these, by the promise that every drop has a name.
/// There can be no more: [VerdictWord] has four bits for them.
public enum Reason {
    /// Nothing stood against the packet.
    NONE,
    /// A rule's action.
    RULE,
    /// A rule dropped an earlier packet of the flow, and with it the flow's rest.
    FLOW,
    /// A rule matched so often that a `rate_filter` made it drop.
    RATE,
    /// A connection whose beginning was not seen.
    MIDSTREAM,
    /// There was no memory for the stream's bytes.
    STREAM_MEMORY,
    /// The connection's bytes contradict the protocol that it speaks.
    APPLICATION,
    /// There was no room for the packet's flow.
    FLOW_MEMORY,
    /// There was no room for the fragment.
    FRAGMENT_MEMORY,
    /// The receiver could read other bytes than those that were judged.
    AMBIGUOUS,
    /// The source is banned.
    BAN,
    /// The packet is part of an attack that only numbers tell.
    ATTACK,
    /// There was no memory or time left to judge the packet.
    OVERLOAD,
    /// The bytes are cut short or contradict themselves.
    MALFORMED,
    /// Judging the packet failed on winnow's side.
    ERROR,
    /// Of an accepted packet: it would have been dropped if its source were not on the allow-list.
    ALLOW_LIST;

    private static final Reason[] BY_ORDINAL = values();

    /// The reason in a packed verdict word.
    public static Reason of(long word) {
        int ordinal = (int) (word >>> VerdictWord.REASON_SHIFT) & VerdictWord.REASON_MASK;
        return ordinal < BY_ORDINAL.length ? BY_ORDINAL[ordinal] : ERROR;
    }

    /// The lower-case name that events and counters carry.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
