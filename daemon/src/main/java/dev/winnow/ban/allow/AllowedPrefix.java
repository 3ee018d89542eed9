package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;

/// Somebody who is never banned.
///
/// @param why as it fits behind the prefix and "is"
public record AllowedPrefix(Prefix prefix, String why) {
    /// Whether banning `other` would hit it.
    boolean overlaps(Prefix other) {
        return prefix.contains(other.address()) || other.contains(prefix.address());
    }
}
