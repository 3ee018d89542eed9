package dev.winnow.attack;

import dev.winnow.rule.address.PortSet;

/// How attacks are looked for.
///
/// @param sources most single addresses that are counted at once
/// @param memoryBytes most memory for them, their networks, services and hosts; the smaller of both bounds holds
/// @param webPorts where peer-to-peer protocols do not belong
/// @param seed secret, so that senders cannot choose who shares their place
public record AttackSettings(int sources, long memoryBytes, Thresholds thresholds, PortSet webPorts, long seed) {
    /// The fewest sources that are of use.
    public static final int MIN_SOURCES = 1_000;

    public AttackSettings {
        if (sources < MIN_SOURCES) {
            throw new IllegalArgumentException("sources must be at least " + MIN_SOURCES + ", got " + sources);
        }
    }

    /// Sources within both bounds.
    int sourcesThatFit() {
        long perThousand = Census.bytes(2 * sources) - Census.bytes(sources);
        double perSource = (double) perThousand / sources;
        long spare = Math.max(0, Census.bytes(sources) - memoryBytes);
        return Math.max(MIN_SOURCES, sources - (int) Math.ceil(spare / perSource));
    }
}
