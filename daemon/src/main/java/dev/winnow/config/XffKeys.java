package dev.winnow.config;

import static dev.winnow.config.ValueTypes.oneOf;

/// The keys of [ForwardedFor], which can stand at two places.
final class XffKeys {
    private final ConfigKey<Boolean> enabled;
    private final ConfigKey<ForwardedFor.Mode> mode;
    private final ConfigKey<ForwardedFor.Deployment> deployment;
    private final ConfigKey<String> header;

    /// @param prefix ends in a dot
    XffKeys(KeyTable table, String prefix) {
        enabled = table.shared(
                prefix + "enabled",
                ValueTypes.YES_NO,
                false,
                "whether alerts name the address that a proxy forwards for");
        mode = table.shared(
                prefix + "mode",
                oneOf(ForwardedFor.Mode.class),
                ForwardedFor.Mode.EXTRA_DATA,
                "whether that address stands beside the packet's or in its place");
        deployment = table.shared(
                prefix + "deployment",
                oneOf(ForwardedFor.Deployment.class),
                ForwardedFor.Deployment.REVERSE,
                "whose proxy it is, and so which of several addresses counts");
        header = table.shared(
                prefix + "header", ValueTypes.RULE_TEXT, "X-Forwarded-For", "HTTP header that the address stands in");
    }

    ForwardedFor of(Settings settings) {
        return new ForwardedFor(
                settings.get(enabled), settings.get(mode), settings.get(deployment), settings.get(header));
    }
}
