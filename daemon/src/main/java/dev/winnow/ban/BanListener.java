package dev.winnow.ban;

import dev.winnow.ban.BanOutcome.Refused;

/// Told of what happens to bans, on the thread that bans.
public interface BanListener {
    /// Tells nobody.
    BanListener NONE = new BanListener() {};

    /// What has happened to a ban.
    enum Change {
        BEGIN,
        EXTEND,
        /// It has run out, or somebody has lifted it.
        END
    }

    /// A ban has begun, goes on for longer, or has ended.
    ///
    /// @param nowNs nanoseconds since 1970
    default void changed(Change change, Ban ban, long nowNs) {}

    /// Somebody was not banned.
    ///
    /// @param nowNs nanoseconds since 1970
    default void refused(Refused refused, long nowNs) {}

    /// Something does not work as it should, in words for a person; told once for as long as it is the same.
    default void trouble(String message) {}
}
