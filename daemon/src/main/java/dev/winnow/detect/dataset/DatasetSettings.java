package dev.winnow.detect.dataset;

import dev.winnow.rule.option.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What rules may do with sets of values, and the sets that are there without them.
///
/// @param dataDirectory what the names of files that rules write to are relative to
/// @param rulesMayWrite whether rules may name files to write to
/// @param rulesMayLeave whether rules may name files to write to outside of `dataDirectory`
/// @param memcap bytes that a set may have beyond its file's where nobody says anything
public record DatasetSettings(
        Path dataDirectory, boolean rulesMayWrite, boolean rulesMayLeave, long memcap, List<Definition> definitions) {
    /// Bytes that rules may add to a set where nobody says anything.
    public static final long DEFAULT_MEMCAP = 4L << 20;

    public DatasetSettings {
        definitions = List.copyOf(definitions);
    }

    /// A set that the configuration names.
    ///
    /// @param load must be there
    /// @param state need not be there; written at the end, as is `save`
    /// @param memcap bytes of its values; empty: those of its file, and what all sets may have beyond
    public record Definition(
            String name,
            Dataset.Type type,
            Optional<Path> load,
            Optional<Path> save,
            Optional<Path> state,
            OptionalLong memcap) {}

    /// Rules may keep what they learn in `dataDirectory` and nowhere else.
    public static DatasetSettings in(Path dataDirectory) {
        return new DatasetSettings(dataDirectory, true, false, DEFAULT_MEMCAP, List.of());
    }
}
