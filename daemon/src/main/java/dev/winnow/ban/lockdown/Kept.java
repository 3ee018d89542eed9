package dev.winnow.ban.lockdown;

import dev.winnow.ban.Prefix;
import java.util.Optional;

/// Somebody who gets in during a lockdown.
///
/// @param sshOnly whether by ssh alone
public record Kept(Prefix prefix, boolean sshOnly) {
    private static final String SSH = "ssh:";

    /// Reads `ssh:ADDRESS`, or an address or a network that may come in by every port.
    ///
    /// @return empty for anything else
    public static Optional<Kept> parse(String text) {
        boolean sshOnly = text.startsWith(SSH);
        return Prefix.parse(sshOnly ? text.substring(SSH.length()) : text).map(prefix -> new Kept(prefix, sshOnly));
    }

    @Override
    public String toString() {
        return (sshOnly ? SSH : "") + prefix;
    }
}
