package dev.winnow.flow;

import java.util.Arrays;

/// How long flows may be idle, by protocol and state; shorter ones apply in an emergency.
///
/// Immutable, any thread.
public final class FlowTimeouts {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int PROTOCOLS = FlowProtocol.values().length;
    private static final int STATES = FlowState.values().length;

    /// The values that Suricata's configuration ships with.
    public static final FlowTimeouts DEFAULT = new FlowTimeouts(
            new long[][] {{60, 600, 60}, {30, 300, 0}, {30, 300, 0}, {30, 300, 0}},
            new long[][] {{5, 100, 10}, {10, 100, 0}, {10, 100, 0}, {10, 100, 0}});

    private final long[] seconds = new long[PROTOCOLS * STATES];
    private final long[] emergencySeconds = new long[PROTOCOLS * STATES];

    /// @param normal seconds, first by [FlowProtocol], then by [FlowState]
    /// @param emergency the same under pressure
    public FlowTimeouts(long[][] normal, long[][] emergency) {
        copy(normal, seconds);
        copy(emergency, emergencySeconds);
    }

    private static void copy(long[][] from, long[] to) {
        if (from.length != PROTOCOLS || Arrays.stream(from).anyMatch(row -> row.length != STATES)) {
            throw new IllegalArgumentException("expected " + PROTOCOLS + " rows of " + STATES + " timeouts");
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i / STATES][i % STATES];
        }
    }

    /// The longest idle time of a flow of class `index`, see [#index].
    long idleNs(int index, boolean emergency) {
        return (emergency ? emergencySeconds : seconds)[index] * SECOND_NS;
    }

    /// A number for each protocol and state, below [#classes].
    static int index(FlowProtocol protocol, FlowState state) {
        return protocol.ordinal() * STATES + state.ordinal();
    }

    static int classes() {
        return PROTOCOLS * STATES;
    }
}
