package dev.winnow.flow;

/// How far a flow has come; what its timeout depends on.
public enum FlowState {
    /// TCP: before the end of the handshake. Others: packets in one direction only.
    NEW,
    /// TCP: after the handshake, or picked up midstream. Others: packets in both directions.
    ESTABLISHED,
    /// TCP: after RST, or after FIN from both sides and their acknowledgment.
    CLOSED
}
