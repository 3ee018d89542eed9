package dev.winnow.detect.header;

import dev.winnow.packet.PacketView;

/// What the caller knows of the connection that a packet belongs to.
///
/// The answer is a set of what may be the case, so that not knowing is to answer with both: a rule's `flow` holds if
/// what it asks for may be the case.
public interface FlowHint {
    /// The packet may come from the side that opened the connection.
    int TO_SERVER = 1;

    /// The packet may come from the side that was called.
    int TO_CLIENT = 2;

    int ESTABLISHED = 4;

    int NOT_ESTABLISHED = 8;

    int UNKNOWN = TO_SERVER | TO_CLIENT | ESTABLISHED | NOT_ESTABLISHED;

    /// Bits of this interface. Allocates nothing; one call for each packet that meets rules which ask.
    int of(PacketView view);
}
