package dev.winnow.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Some of the keys that winnow knows, by name.
final class KeyTable {
    private final Map<String, ConfigKey<?>> byName = new LinkedHashMap<>();

    /// A key that a `suricata.yaml` has too, with the same meaning.
    <T> ConfigKey<T> shared(String name, ValueType<T> type, T defaultValue, String help) {
        return add(new ConfigKey<>(name, type, defaultValue, true, help));
    }

    /// A key that is not taken from a foreign file.
    <T> ConfigKey<T> own(String name, ValueType<T> type, T defaultValue, String help) {
        return add(new ConfigKey<>(name, type, defaultValue, false, help));
    }

    /// Takes over the keys of another table.
    void addAll(KeyTable other) {
        other.byName.values().forEach(this::add);
    }

    private <T> ConfigKey<T> add(ConfigKey<T> key) {
        if (byName.put(key.name(), key) != null) {
            throw new IllegalStateException("two keys named " + key.name());
        }
        return key;
    }

    Map<String, ConfigKey<?>> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
