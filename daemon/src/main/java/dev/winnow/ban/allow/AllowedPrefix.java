package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;

/// Somebody who comes first: he is never banned, and nothing of him is dropped.
///
/// @param why   as it fits behind the prefix and "is"
/// @param isOwn whether it is this host itself
public record AllowedPrefix(Prefix prefix, String why, boolean isOwn) {
    /// Somebody else than this host.
    public AllowedPrefix(Prefix prefix, String why) {
        this(prefix, why, false);
    }

    /// Whether a person may be there: whom the operator has named, or who is logged in.
    public boolean isPerson() {
        return why.equals(AllowedSources.CONFIGURED) || why.equals(HostAddresses.LOGGED_IN);
    }

    /// Whether banning `other` would hit it.
    boolean overlaps(Prefix other) {
        return prefix.contains(other.address()) || other.contains(prefix.address());
    }
}
