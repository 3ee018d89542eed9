package dev.winnow.ban;

import java.util.List;

/// How bans are given.
///
/// @param escalation how long they last
/// @param maxActive  bans that may hold at the same time
/// @param historyNs  how long the ledger keeps what has ended
/// @param reasons    names of the askers' reason codes, by code; [#NO_BAN] for what is none of ours
/// @param dryRun     whether everything is done but the deed
public record BanSettings(Escalation escalation, int maxActive, long historyNs, List<String> reasons, boolean dryRun) {
    /// The name of a reason for which nobody is banned.
    public static final String NO_BAN = "";

    public BanSettings {
        reasons = List.copyOf(reasons);
    }

    /// The name of a reason code.
    String reason(int code) {
        return code >= 0 && code < reasons.size() ? reasons.get(code) : "reason " + code;
    }
}
