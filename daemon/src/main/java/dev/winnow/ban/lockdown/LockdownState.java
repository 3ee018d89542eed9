package dev.winnow.ban.lockdown;

import java.util.List;

/// What is shut.
///
/// @param ports empty: nothing is
/// @param kept  who gets in all the same
/// @param endNs when the kernel opens by itself, nanoseconds since 1970
/// @param by    an operator's name; empty where another winnow has shut it
public record LockdownState(List<PortRange> ports, List<String> kept, long endNs, String by) {
    /// Nothing is shut.
    public static final LockdownState OPEN = new LockdownState(List.of(), List.of(), 0, "");

    /// Whether anything is shut.
    public boolean isShut() {
        return !ports.isEmpty();
    }
}
