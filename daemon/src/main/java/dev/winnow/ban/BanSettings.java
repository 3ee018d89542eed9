package dev.winnow.ban;

/// How bans are given.
///
/// @param escalation how long they last
/// @param maxActive  bans that may hold at the same time
/// @param historyNs  how long the ledger keeps what has ended
/// @param dryRun     whether everything is done but the deed
public record BanSettings(Escalation escalation, int maxActive, long historyNs, boolean dryRun) {}
