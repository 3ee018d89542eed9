package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;

/// What is to change about the prefixes that the kernel keeps out.
public sealed interface SetChange {
    Prefix prefix();

    /// Keep out a prefix that overlaps none of those that are kept out.
    record Add(Prefix prefix, long timeoutNs) implements SetChange {}

    /// Keep a prefix out for another time from now on, whether it is kept out already or not.
    record Renew(Prefix prefix, long timeoutNs) implements SetChange {}

    /// Let a prefix in, whose time may have run out a moment ago.
    record Remove(Prefix prefix) implements SetChange {}
}
