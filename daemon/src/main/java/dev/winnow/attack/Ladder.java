package dev.winnow.attack;

import dev.winnow.verdict.Reaction;

/// What is due about an attack, rung by rung. Who asks for one thing all the time may be a hundred people behind one
/// address, and is slowed down, not shut out. Nobody is shut out who could be somebody else: an address that has
/// never completed a handshake may be made up.
final class Ladder {
    private Ladder() {}

    /// @param kind of the subject
    /// @param proved whether it is an address that is where it says; networks and services are not asked
    /// @param goesOn whether it goes on after the first rung
    static Reaction due(Detector detector, int kind, boolean proved, boolean goesOn) {
        return switch (detector) {
            case SYN_FLOOD -> Reaction.CHALLENGE;
            case CONNECTION_FLOOD, LINGERING_CONNECTIONS -> ban(kind, proved);
            case PORT_SCAN, HOST_SCAN -> ban(kind, proved);
            case SLOW_HEADERS, SLOW_BODY, SLOW_READ, IDLE_CONNECTIONS -> goesOn ? ban(kind, proved) : Reaction.CUT;
            case REQUEST_FLOOD, AMPLIFICATION, FRAGMENT_FLOOD -> Reaction.THROTTLE;
            case MALFORMED_FLOOD -> Reaction.NOTE;
            case WRONG_PROTOCOL -> kind == Subject.SOURCE ? ban(kind, proved) : Reaction.CUT;
        };
    }

    private static Reaction ban(int kind, boolean proved) {
        return switch (kind) {
            case Subject.SOURCE -> proved ? Reaction.BAN_SOURCE : Reaction.THROTTLE;
            case Subject.NETWORK, Subject.WIDE_NETWORK -> Reaction.BAN_COVER;
            default -> Reaction.CUT;
        };
    }
}
