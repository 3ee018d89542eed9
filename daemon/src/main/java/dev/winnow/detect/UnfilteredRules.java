package dev.winnow.detect;

import dev.winnow.packet.PacketView;

/// The rules of a group that no literal filters: a packet meets those that its source address can match. Immutable,
/// shared by all threads.
final class UnfilteredRules {
    private final int[] always;
    private final SourceTable bySource;

    /// @param always the ones that every packet meets
    /// @param bySource the others; groups with the same ones share a table
    UnfilteredRules(int[] always, SourceTable bySource) {
        this.always = always;
        this.bySource = bySource;
    }

    /// Adds the rules that a packet from this source can match. Allocates nothing.
    void collect(PacketView view, Candidates candidates) {
        candidates.addAll(always);
        bySource.collect(view, candidates);
    }
}
