package dev.winnow.lane;

import dev.winnow.detect.Matches;
import dev.winnow.packet.PacketView;

/// Hears of packets that there is something to say about. Called on the judging thread, on the way from queue to
/// verdict: must copy what it needs, and must not block, allocate or throw.
interface JudgementListener {
    /// Rules fired.
    ///
    /// @param verdictWord what they make of this packet, or packet inside a packet
    void matched(PacketView view, Matches matches, long verdictWord);

    /// The packet is dropped because its bytes cannot be believed.
    void malformedDropped(PacketView view, long verdictWord);
}
