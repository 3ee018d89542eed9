package dev.winnow.config;

import dev.winnow.verdict.Reaction;

/// Floods, scans and exhaustion, and what is too much of them. A threshold of 0 is never reached.
///
/// @param enabled whether they are looked for, and what is due is done where verdicts take effect
/// @param sources most addresses that are counted at once
/// @param memcap  bytes for them, their networks, services and hosts
/// @param wrongProtocolPorts as the rule language writes ports
/// @param harshest what may be done at most
/// @param throttledPackets of a source that is throttled, in a second
/// @param unaskedPackets to one host of what it did not ask for and is flooded with, in a second; 0: as many as come
public record AttackConfig(
        boolean enabled,
        int sources,
        long memcap,
        int unfinished,
        int connections,
        int lingering,
        int ports,
        int hosts,
        int slow,
        int idle,
        int requests,
        int answers,
        int fragments,
        int malformed,
        int wrongProtocol,
        String wrongProtocolPorts,
        Reaction harshest,
        int throttledPackets,
        int unaskedPackets) {

    static AttackConfig of(Settings settings) {
        return new AttackConfig(
                settings.get(AttackKeys.ENABLED),
                settings.get(AttackKeys.SOURCES),
                settings.get(AttackKeys.MEMCAP),
                settings.get(AttackKeys.SYN_FLOOD),
                settings.get(AttackKeys.CONNECTION_FLOOD),
                settings.get(AttackKeys.LINGERING),
                settings.get(AttackKeys.SCANNED_PORTS),
                settings.get(AttackKeys.SCANNED_HOSTS),
                settings.get(AttackKeys.SLOW),
                settings.get(AttackKeys.IDLE),
                settings.get(AttackKeys.REQUEST_FLOOD),
                settings.get(AttackKeys.AMPLIFICATION),
                settings.get(AttackKeys.FRAGMENTS),
                settings.get(AttackKeys.MALFORMED),
                settings.get(AttackKeys.WRONG_PROTOCOL),
                settings.get(AttackKeys.WRONG_PROTOCOL_PORTS),
                settings.get(AttackKeys.REACTION),
                settings.get(AttackKeys.THROTTLE_PACKETS),
                settings.get(AttackKeys.THROTTLE_UNASKED));
    }
}
