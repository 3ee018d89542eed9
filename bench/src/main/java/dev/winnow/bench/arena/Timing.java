package dev.winnow.bench.arena;

/// How long each part of a story lasts, in seconds.
///
/// @param ban how long bans are to last: so short that their end is seen
record Timing(int calm, int attack, int after, int ban) {
    int total() {
        return calm + attack + after;
    }

    /// When the parts are, if the first begins at `startMs`, in milliseconds since 1970.
    Phases from(long startMs) {
        long attackMs = startMs + calm * 1_000L;
        long afterMs = attackMs + attack * 1_000L;
        return new Phases(startMs, attackMs, afterMs, afterMs + after * 1_000L);
    }

    /// When the parts of a story begin, and the end of the last, in milliseconds since 1970.
    record Phases(long calmMs, long attackMs, long afterMs, long endMs) {
        int attackSeconds() {
            return (int) ((afterMs - attackMs) / 1_000);
        }
    }
}
