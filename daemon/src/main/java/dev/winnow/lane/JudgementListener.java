package dev.winnow.lane;

import dev.winnow.detect.Matches;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.packet.PacketView;

/// Hears of packets that there is something to say about. Called on the judging thread, on the way from queue to
/// verdict: must copy what it needs, and must not block, allocate or throw.
public interface JudgementListener {
    /// Rules fired, or have had the packet told.
    ///
    /// @param flow the packet's; null for one without
    /// @param verdictWord what they make of this packet, or packet inside a packet
    /// @param source whether the packet was on the wire, or what it was made to stand for
    void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source);

    /// The packet is dropped without a rule that speaks about it: its bytes cannot be believed, or its flow was
    /// dropped before.
    ///
    /// @param flow the packet's; null for one without
    void dropped(PacketView view, Flow flow, long verdictWord);
}
