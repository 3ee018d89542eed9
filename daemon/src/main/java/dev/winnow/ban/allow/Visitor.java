package dev.winnow.ban.allow;

import dev.winnow.rule.address.IpAddress;
import java.util.concurrent.TimeUnit;

/// What is remembered of somebody who was served.
///
/// @param lastNs when he came last, nanoseconds since 1970
/// @param hours  different hours in which he came; each counts half as much a week later
public record Visitor(IpAddress address, long lastNs, double hours) {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final double HALF_LIFE_NS = TimeUnit.DAYS.toNanos(7);

    static Visitor first(IpAddress address, long nowNs) {
        return new Visitor(address, nowNs, 1);
    }

    /// The same after one more visit.
    Visitor again(long nowNs) {
        boolean isNewHour = nowNs / HOUR_NS != lastNs / HOUR_NS;
        return new Visitor(address, Math.max(lastNs, nowNs), hoursAt(nowNs) + (isNewHour ? 1 : 0));
    }

    /// What is left of his hours.
    double hoursAt(long nowNs) {
        return hours * Math.pow(0.5, Math.max(0, nowNs - lastNs) / HALF_LIFE_NS);
    }
}
