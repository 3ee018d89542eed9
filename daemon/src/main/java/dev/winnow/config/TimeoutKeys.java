package dev.winnow.config;

/// The keys below `flow-timeouts` for one protocol: how long its flows may be idle.
final class TimeoutKeys {
    private static final int MAX_SECONDS = 1 << 24;

    private final ConfigKey<Integer> fresh;
    private final ConfigKey<Integer> established;
    private final ConfigKey<Integer> closed;
    private final ConfigKey<Integer> emergencyFresh;
    private final ConfigKey<Integer> emergencyEstablished;
    private final ConfigKey<Integer> emergencyClosed;

    TimeoutKeys(KeyTable table, String protocol, FlowConfig.Timeouts normal, FlowConfig.Timeouts emergency) {
        fresh = key(table, protocol, "new", normal.freshSeconds());
        established = key(table, protocol, "established", normal.establishedSeconds());
        closed = key(table, protocol, "closed", normal.closedSeconds());
        emergencyFresh = key(table, protocol, "emergency-new", emergency.freshSeconds());
        emergencyEstablished = key(table, protocol, "emergency-established", emergency.establishedSeconds());
        emergencyClosed = key(table, protocol, "emergency-closed", emergency.closedSeconds());
    }

    private static ConfigKey<Integer> key(KeyTable table, String protocol, String state, int seconds) {
        return table.shared(
                "flow-timeouts." + protocol + "." + state,
                ValueTypes.integer(0, MAX_SECONDS),
                seconds,
                "seconds without a packet after which such a flow is forgotten");
    }

    FlowConfig.Timeouts normal(Settings settings) {
        return new FlowConfig.Timeouts(settings.get(fresh), settings.get(established), settings.get(closed));
    }

    FlowConfig.Timeouts emergency(Settings settings) {
        return new FlowConfig.Timeouts(
                settings.get(emergencyFresh), settings.get(emergencyEstablished), settings.get(emergencyClosed));
    }
}
