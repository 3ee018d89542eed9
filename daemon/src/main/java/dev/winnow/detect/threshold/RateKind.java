package dev.winnow.detect.threshold;

/// The ways of limiting a rate, with Suricata's meanings (user guide, "Thresholding Keywords").
enum RateKind {
    /// `threshold: type limit`: the first `limit` matches of a window alert, the others act in silence.
    LIMIT,
    /// `threshold: type threshold`: every `limit`th match of a window counts, the others do not.
    THRESHOLD,
    /// `threshold: type both`: the `limit`th match of a window alerts, later ones act in silence.
    BOTH,
    /// `detection_filter`: matches past the first `limit` of a window count.
    FILTER;

    /// @param count how many matches the window has seen, this one included
    RateDecision decide(int count, int limit) {
        return switch (this) {
            case LIMIT -> count <= limit ? RateDecision.MATCH : RateDecision.SILENT;
            case THRESHOLD -> count >= limit ? RateDecision.MATCH : RateDecision.NO_MATCH;
            case BOTH -> count < limit ? RateDecision.NO_MATCH : afterBoth(count, limit);
            case FILTER -> count > limit ? RateDecision.MATCH : RateDecision.NO_MATCH;
        };
    }

    private static RateDecision afterBoth(int count, int limit) {
        return count == limit ? RateDecision.MATCH : RateDecision.SILENT;
    }

    /// True if the window starts counting anew behind a match that counted.
    boolean startsOverAfterMatch() {
        return this == THRESHOLD;
    }
}
