package dev.winnow.event;

import dev.winnow.rule.address.IpAddress;

/// What one packet was found guilty of, for whoever sums up. Immutable.
///
/// @param timeNs     nanoseconds since 1970
/// @param kind       what found it out
/// @param name       the rule's message, or the reason of the drop
/// @param sid        the rule's; 0 without one
/// @param source     who began the connection, or sent the packet where there is none
/// @param sourcePort 0 without one
/// @param target     whom it was for
/// @param targetPort 0 without one
/// @param protocol   such as `TCP`
/// @param dropped    whether the packet was dropped for this, and for nothing else that is told
/// @param proved     whether the source is where it says: it has completed a TCP handshake
public record Offence(
        long timeNs,
        Kind kind,
        String name,
        long sid,
        IpAddress source,
        int sourcePort,
        IpAddress target,
        int targetPort,
        String protocol,
        boolean dropped,
        boolean proved) {
    /// What finds offences out.
    public enum Kind {
        /// A rule.
        RULE,
        /// Something that drops without a rule, see [dev.winnow.verdict.Reason].
        DROP
    }
}
