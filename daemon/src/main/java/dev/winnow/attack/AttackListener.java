package dev.winnow.attack;

import dev.winnow.flow.Flow;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.Reaction;

/// Hears who does what, and what is due about it. Called on a judging thread, on the way from queue to verdict:
/// must copy what it needs, and must not block, allocate or throw. With several workers, an attack is told by
/// any of them.
public interface AttackListener {
    /// An attack begins, goes on, or is over.
    ///
    /// @param incident valid until this returns
    /// @param nowNs the packets' time
    default void attack(Incident incident, Moment moment, long nowNs) {}

    /// Something is due about somebody: once when an attack begins, again when it goes on and more is due, or it is
    /// what
    /// lasts for a time, and about each source that takes part in an attack of a network or on a service.
    ///
    /// @param high see [PacketView] for the form of addresses
    /// @param key see [Subject]
    default void due(Reaction reaction, Detector detector, long high, long low, int key, long nowNs) {}

    /// Whether what is done about somebody for whom `reaction` is due ends his connections, though no packet may tell:
    /// the kernel ends them, and who is banned is not heard of.
    ///
    /// @param key see [Subject]
    default boolean endsConnections(Reaction reaction, int key) {
        return false;
    }

    /// A source was served, and has closed its connection in good order: told at most once a minute for each, and of
    /// nobody who could be made up.
    ///
    /// @param high see [PacketView] for the form of addresses
    default void visited(long high, long low, long nowNs) {}

    /// The packet at hand is of what floods a host, and that is known: an answer that nobody asked for, or a fragment
    /// of
    /// somebody who has never completed a handshake.
    ///
    /// @param key of the host it is sent to, see [Subject]
    default void surplus(PacketView view, int key) {}

    /// The connection at hand takes part in an attack and is to be cut.
    ///
    /// @param view the packet that shows it
    default void cut(Detector detector, PacketView view, Flow flow) {}
}
