package dev.winnow.report;

/// A time that is reported on, in milliseconds since 1970.
///
/// @param untilMs the first millisecond that is not in it
public record Period(long sinceMs, long untilMs) {
    /// @throws IllegalArgumentException where it has no length
    public Period {
        if (untilMs <= sinceMs) {
            throw new IllegalArgumentException("the end of the period is not behind its beginning");
        }
    }

    public long lengthMs() {
        return untilMs - sinceMs;
    }

    boolean contains(long timeMs) {
        return timeMs >= sinceMs && timeMs < untilMs;
    }
}
