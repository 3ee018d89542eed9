package dev.winnow.bench.load;

import java.util.Optional;

/// Tells who gives wrong answers, since those are easily given fast.
final class ReplayGate {
    /// For a capture that this bench did not make.
    static final int UNKNOWN = -1;

    static final long MARKER_SID = 9_000_001;
    static final String MARKER_URI = "/winnow-marker";

    /// Fires once for each request whose URI has the marker.
    static final String MARKER_RULE =
            "alert http any any -> any any (msg:\"marker\"; flow:to_server; http.uri; content:\"" + MARKER_URI
                    + "\"; sid:" + MARKER_SID + "; rev:1;)\n";

    private final int markers;
    private long markersBefore = UNKNOWN;

    /// @param markers requests in the capture that have the marker, or [#UNKNOWN]
    ReplayGate(int markers) {
        this.markers = markers;
    }

    /// What is wrong with the answers. Of an unknown capture all are held against the first.
    Optional<String> fault(ReplayContender contender, ReplayRun run) {
        if (!contender.withRules()) {
            return run.alerts() == 0 ? Optional.empty() : Optional.of(run.alerts() + " alerts without rules");
        }
        long expected = markers == UNKNOWN ? markersBefore : markers;
        if (expected == UNKNOWN) {
            markersBefore = run.markerAlerts();
            return Optional.empty();
        }
        return run.markerAlerts() == expected
                ? Optional.empty()
                : Optional.of("%d alerts of the marker rule instead of %d".formatted(run.markerAlerts(), expected));
    }
}
