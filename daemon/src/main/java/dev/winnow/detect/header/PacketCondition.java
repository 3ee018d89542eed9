package dev.winnow.detect.header;

import dev.winnow.packet.PacketView;

/// One keyword of a rule that looks at headers or at what is known of the connection. Immutable, any thread;
/// allocates nothing.
public interface PacketCondition {
    /// @param flow bits of [FlowHint]
    boolean test(PacketView view, int flow);
}
