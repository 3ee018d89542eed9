package dev.winnow.config;

/// The harshest that may be done about an attack; all above it may be as well.
public enum AttackReaction {
    /// Say it, and nothing else.
    NOTE,
    /// Let a source through with so many packets a second.
    THROTTLE,
    /// Have those who connect ask twice, unless they are known.
    CHALLENGE,
    /// End the connections that take part.
    CUT,
    /// Ban addresses.
    BAN_SOURCE,
    /// Ban networks.
    BAN_COVER
}
