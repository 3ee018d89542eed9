package dev.winnow.detect;

import dev.winnow.packet.PacketView;

/// The rules of a group that no literal filters: a packet meets those that its addresses can match. Immutable, shared
/// by all threads.
final class UnfilteredRules {
    private final int[] always;
    private final AddressTable onAnyPort;
    private final AddressTable onPorts;

    /// @param always the ones that every packet meets
    /// @param onAnyPort those that addresses filter; groups with the same ones share a table
    /// @param onPorts those that ports filter as well
    UnfilteredRules(int[] always, AddressTable onAnyPort, AddressTable onPorts) {
        this.always = always;
        this.onAnyPort = onAnyPort;
        this.onPorts = onPorts;
    }

    /// Adds the rules that a packet between these addresses can match. Allocates nothing.
    void collect(PacketView view, Candidates candidates) {
        candidates.addAll(always);
        onAnyPort.collect(view, candidates);
        onPorts.collect(view, candidates);
    }
}
