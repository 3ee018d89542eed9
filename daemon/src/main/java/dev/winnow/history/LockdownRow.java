package dev.winnow.history;

import java.util.List;

/// A lockdown as it is remembered: ports of this host that were shut. Times in milliseconds since 1970.
///
/// @param lastMs   when it ended, or will by itself
/// @param kept     who got in all the same
/// @param by       an operator's name
/// @param openedBy who ended it before its time; empty where nobody has
public record LockdownRow(
        long beginMs, long lastMs, List<String> ports, List<String> kept, String by, String openedBy) {
    public LockdownRow {
        ports = List.copyOf(ports);
        kept = List.copyOf(kept);
    }
}
