package dev.winnow.config;

import dev.winnow.config.ConfigLoader.Origin;

/// `--set KEY=VALUE`. The value is text as the key's type reads it, so that `!$HOME_NET` and
/// `[10.0.0.0/8,!10.1.0.0/16]` survive; a key whose value is a list takes `[a, b]` as YAML does.
final class CommandLineSetting {
    private CommandLineSetting() {}

    static void apply(Settings settings, Origin origin, String option) {
        Place place = Place.of("--set " + option);
        int equals = option.indexOf('=');
        if (equals <= 0) {
            settings.problem(place, "expected KEY=VALUE");
            return;
        }
        String name = option.substring(0, equals).strip();
        String value = option.substring(equals + 1).strip();
        ConfigKeys.find(name)
                .ifPresentOrElse(
                        key -> assign(settings, key, value, place),
                        () -> KeyWalker.unknown(settings, origin, place, name));
    }

    private static void assign(Settings settings, ConfigKey<?> key, String value, Place place) {
        if (!key.type().list() || !value.startsWith("[")) {
            settings.assign(key.name(), new YamlNode.Scalar(unquoted(value), true, place));
            return;
        }
        try {
            settings.assign(key.name(), YamlReader.read(place.source(), value));
        } catch (ConfigException e) {
            settings.problems(e.problems());
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
