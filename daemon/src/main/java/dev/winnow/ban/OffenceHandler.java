package dev.winnow.ban;

/// Decides what is done about an offence that a thread has told of which judges packets.
///
/// Threading: the thread that bans.
public interface OffenceHandler {
    /// Somebody has done something.
    ///
    /// @param reasonCode the teller's own
    /// @param sid of the rule that matched; 0 without one
    /// @param nowNs nanoseconds since 1970
    void onOffence(BanKeeper keeper, Prefix prefix, int reasonCode, int sid, long nowNs);

    /// Called behind some offences and from time to time, for what is better done at once for all, or later.
    ///
    /// @param nowNs nanoseconds since 1970
    default void flush(long nowNs) {}
}
