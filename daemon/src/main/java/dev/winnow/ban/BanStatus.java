package dev.winnow.ban;

/// How the bans stand.
///
/// @param active      bans that hold
/// @param enforced    prefixes that the kernel is to keep out for them
/// @param strangers   what is in the kernel's sets without being in the ledger, by a foreign hand
/// @param refused     wishes to ban that were refused since the start
/// @param enforcement how and where packets are kept out
/// @param trouble     what does not work; empty where all is well
public record BanStatus(int active, int enforced, int strangers, long refused, String enforcement, String trouble) {}
