package dev.winnow.flow;

/// How many different packets came for one step of a handshake, so that a flood of them is told from repetitions.
///
/// Its array is made when it is first needed, and kept with the pooled session. Threading: the table's.
final class HandshakeOffers {
    /// As many SYNs that differ from the first as Suricata's `stream.max-syn-queued` takes.
    static final int MAX_SYNS = 10;
    /// The same of SYN/ACKs, `stream.max-synack-queued`.
    static final int MAX_SYNACKS = 5;

    private int[] offers;
    private int count;

    void clear() {
        count = 0;
    }

    /// Takes one that differs from the first.
    ///
    /// @param offer what tells it from others
    /// @param max how many different ones are no flood, at most [#MAX_SYNS]
    /// @return whether there are more than `max` now
    boolean isFlood(int offer, int max) {
        for (int i = 0; i < count; i++) {
            if (offers[i] == offer) {
                return false;
            }
        }
        if (count == max) {
            return true;
        }
        if (offers == null) {
            offers = new int[MAX_SYNS];
        }
        offers[count++] = offer;
        return false;
    }
}
