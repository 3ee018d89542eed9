package dev.winnow.report;

import dev.winnow.history.LockdownRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as a person reads them.
public final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int KILO = 1_024;

    private final DateTimeFormatter times;

    /// @param zone that times are told in
    public Words(ZoneId zone) {
        times = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /// @param timeMs milliseconds since 1970
    public String time(long timeMs) {
        return times.format(Instant.ofEpochMilli(timeMs));
    }

    /// The two largest units, or one where there is none of the other.
    public static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return units(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        return seconds < DAY
                ? units(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min")
                : units(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    private static String units(long many, String unit, long rest, String smaller) {
        return many + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
    }

    /// `1 ban`, `1,234 bans`.
    static String count(long number, String one, String several) {
        return number(number) + " " + (number == 1 ? one : several);
    }

    /// What a lockdown shuts.
    static String ports(LockdownRow lockdown) {
        return (lockdown.ports().size() == 1 ? "port " : "ports ") + String.join(", ", lockdown.ports());
    }

    /// Who gets in all the same.
    static String kept(LockdownRow lockdown) {
        return "the connected" + (lockdown.kept().isEmpty() ? "" : " and " + String.join(", ", lockdown.kept()));
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Bytes, in the largest unit that they fill.
    static String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        return bytes < KILO * KILO ? number(bytes / KILO) + " kB" : number(bytes / (KILO * KILO)) + " MB";
    }
}
