package dev.winnow.config;

/// What holds for Suricata, and not for winnow, where nobody says anything.
final class SuricataDefaults {
    private static final Place PLACE = Place.of("Suricata's defaults");

    private SuricataDefaults() {}

    /// @param hasFile whether a file of Suricata's follows; without one, what it ships counts
    static void apply(Settings settings, boolean hasFile) {
        assign(settings, PolicyKeys.MASTER, "auto");
        if (!hasFile) {
            assign(settings, StreamKeys.HOST_POLICIES.get(HostSystem.WINDOWS), "0.0.0.0/0");
        }
    }

    private static void assign(Settings settings, ConfigKey<?> key, String value) {
        settings.assign(key.name(), new YamlNode.Scalar(value, true, PLACE));
    }
}
