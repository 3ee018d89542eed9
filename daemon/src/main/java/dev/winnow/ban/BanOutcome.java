package dev.winnow.ban;

/// What became of the wish to ban somebody.
public sealed interface BanOutcome {
    /// He is banned from now on.
    record Begun(Ban ban) implements BanOutcome {}

    /// He was banned, and is for longer now, or for as long.
    record Extended(Ban ban) implements BanOutcome {}

    /// He is not banned.
    ///
    /// @param why in words for a person
    record Refused(Prefix prefix, String why) implements BanOutcome {}
}
