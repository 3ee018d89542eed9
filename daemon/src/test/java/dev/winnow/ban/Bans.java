package dev.winnow.ban;

import dev.winnow.ban.Ban.Cause;
import java.util.concurrent.TimeUnit;

/// Bans as tests need them.
public final class Bans {
    public static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    public static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    public static final long HOUR = TimeUnit.HOURS.toNanos(1);
    public static final long DAY = TimeUnit.DAYS.toNanos(1);

    /// Some moment of 2026.
    public static final long NOW = 1_795_000_000L * SECOND;

    public static final Cause SCAN = new Cause("scanned 200 ports", "port_scan", 0, "evidence-7.pcapng", Cause.DAEMON);

    private Bans() {}

    public static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    /// A first ban that begins [#NOW].
    public static Ban ban(String prefix, long durationNs) {
        return Ban.begin(prefix(prefix), SCAN, NOW, NOW + durationNs, 1);
    }
}
