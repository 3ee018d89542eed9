package dev.winnow.event;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as events tell them: to the microsecond, with the zone's distance from UTC.
public final class EventTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DateTimeFormatter formatter;

    /// @param zone the zone that times are told in
    public EventTime(ZoneId zone) {
        formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSZ", Locale.ROOT)
                .withZone(zone);
    }

    /// @param timestampNs nanoseconds since 1970
    public String text(long timestampNs) {
        return formatter.format(Instant.ofEpochSecond(
                Math.floorDiv(timestampNs, NANOS_PER_SECOND), Math.floorMod(timestampNs, NANOS_PER_SECOND)));
    }
}
