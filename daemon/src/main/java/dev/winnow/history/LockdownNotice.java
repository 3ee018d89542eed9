package dev.winnow.history;

import java.util.List;

/// Somebody has shut ports of this host, or opened them before their time. Times in milliseconds since 1970.
///
/// @param ports which, in place of what was shut before; empty: all are open
/// @param kept  who gets in all the same
/// @param endMs when they open by themselves
/// @param by    an operator's name
public record LockdownNotice(long nowMs, List<String> ports, List<String> kept, long endMs, String by) {
    public LockdownNotice {
        ports = List.copyOf(ports);
        kept = List.copyOf(kept);
    }
}
