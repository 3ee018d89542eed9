package dev.winnow.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `datasets` says.
///
/// @param dataDirectory where files with a relative name are
/// @param memcap bytes that rules may add to a set
public record DatasetConfig(
        Path dataDirectory, boolean rulesMayWrite, boolean rulesMayLeave, long memcap, List<NamedSet> sets) {
    public DatasetConfig {
        sets = List.copyOf(sets);
    }

    /// What is in a set.
    public enum Type {
        STRING,
        MD5,
        SHA256,
        IPV4,
        IP
    }

    /// A set that is there without a rule.
    ///
    /// @param memcap bytes of its values
    public record NamedSet(
            String name,
            Type type,
            Optional<Path> load,
            Optional<Path> save,
            Optional<Path> state,
            Optional<Long> memcap) {}

    static DatasetConfig of(Settings settings) {
        return new DatasetConfig(
                settings.get(DatasetKeys.DATA_DIRECTORY),
                settings.get(DatasetKeys.RULES_MAY_WRITE),
                settings.get(DatasetKeys.RULES_MAY_LEAVE),
                settings.get(DatasetKeys.MEMCAP),
                settings.names().stream()
                        .flatMap(name -> DatasetKeys.setOf(name).stream())
                        .distinct()
                        .flatMap(name -> named(name, settings).stream())
                        .toList());
    }

    private static Optional<NamedSet> named(String name, Settings settings) {
        return settings.get(DatasetKeys.type(name))
                .map(type -> new NamedSet(
                        name,
                        type,
                        settings.get(DatasetKeys.file(name, "load")),
                        settings.get(DatasetKeys.file(name, "save")),
                        settings.get(DatasetKeys.file(name, "state")),
                        settings.get(DatasetKeys.memcap(name))));
    }
}
