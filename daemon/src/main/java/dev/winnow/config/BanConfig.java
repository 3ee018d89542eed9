package dev.winnow.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How bans are given and enforced. Meanings and defaults stand in `BanKeys`.
///
/// @param times      of the first ban, the second, …
/// @param allow      prefixes as text; not read yet
/// @param interfaces empty: all but the loopback
/// @param maxEntries bans that hold at the same time
public record BanConfig(
        boolean enabled,
        BanBackend backend,
        Path ledger,
        Duration history,
        List<Duration> times,
        Duration forget,
        List<String> allow,
        List<String> interfaces,
        int maxEntries) {

    static BanConfig of(Settings settings) {
        return new BanConfig(
                settings.get(BanKeys.ENABLED),
                settings.get(BanKeys.BACKEND),
                settings.get(BanKeys.LEDGER),
                settings.get(BanKeys.HISTORY),
                settings.get(BanKeys.TIMES),
                settings.get(BanKeys.FORGET),
                settings.get(BanKeys.ALLOW),
                settings.get(BanKeys.INTERFACES),
                settings.get(BanKeys.MAX_ENTRIES));
    }
}
