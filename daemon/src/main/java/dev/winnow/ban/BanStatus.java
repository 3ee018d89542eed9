package dev.winnow.ban;

/// How the bans stand.
///
/// @param active      bans that hold
/// @param strangers   what was in the kernel's sets without being in the ledger, by a foreign hand, when they were last
///                    compared
/// @param refused     wishes to ban that were refused since the start
/// @param enforcement how and where packets are kept out
/// @param removal     the command that lets everybody in where winnow does not run; empty where nothing is left behind
/// @param trouble     what does not work; empty where all is well
public record BanStatus(int active, int strangers, long refused, String enforcement, String removal, String trouble) {
    /// Before anything was looked at.
    public static final BanStatus UNKNOWN = new BanStatus(0, 0, 0, "", "", "");
}
