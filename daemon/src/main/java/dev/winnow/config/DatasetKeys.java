package dev.winnow.config;

import static dev.winnow.config.ValueTypes.oneOf;
import static dev.winnow.config.ValueTypes.optional;
import static dev.winnow.config.ValueTypes.size;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys of `datasets`: what holds for all sets of values, and below each set's own name what holds for it.
final class DatasetKeys {
    static final KeyTable TABLE = new KeyTable();

    /// Sets whose names are keys stand below it.
    static final String SECTION = "datasets";

    private static final long GB = 1L << 30;

    /// A name that is no section of its own, and what is said of the set.
    private static final Pattern NAMED =
            Pattern.compile("datasets\\.(?!defaults\\b|rules\\b)([A-Za-z0-9_-]+)(?:\\.([a-z]+))?");

    static final ConfigKey<Path> DATA_DIRECTORY = TABLE.own(
            "default-data-dir",
            ValueTypes.PATH,
            Path.of("/var/lib/winnow/data"),
            "where what rules learn is kept: files with a relative name");

    static final ConfigKey<Boolean> RULES_MAY_WRITE = TABLE.shared(
            "datasets.rules.allow-write", ValueTypes.YES_NO, true, "whether rules may name files to write sets to");

    static final ConfigKey<Boolean> RULES_MAY_LEAVE = TABLE.own(
            "datasets.rules.allow-absolute-filenames",
            ValueTypes.YES_NO,
            false,
            "whether such files may be outside of default-data-dir");

    static final ConfigKey<Long> MEMCAP = TABLE.shared(
            "datasets.defaults.memcap", size(1, GB), 4L << 20, "bytes that rules may add to a set of values");

    static final ConfigKey<Long> HASHSIZE =
            TABLE.shared("datasets.defaults.hashsize", size(1, GB), 1L << 12, "passed over: tables grow as needed");

    private DatasetKeys() {}

    /// The key of that dotted name if it is said of a named set.
    static Optional<ConfigKey<?>> find(String name) {
        Matcher matcher = NAMED.matcher(name);
        if (!matcher.matches() || matcher.group(2) == null) {
            return Optional.empty();
        }
        String set = matcher.group(1);
        return switch (matcher.group(2)) {
            case "type" -> Optional.of(type(set));
            case "load", "save", "state" -> Optional.of(file(set, matcher.group(2)));
            case "memcap" -> Optional.of(memcap(set));
            case "hashsize" -> Optional.of(new ConfigKey<>(name, size(1, GB), 1L, true, "passed over"));
            default -> Optional.empty();
        };
    }

    /// Whether `name` is that of a set with its section.
    static boolean isSet(String name) {
        Matcher matcher = NAMED.matcher(name);
        return matcher.matches() && matcher.group(2) == null;
    }

    /// The set that a key is about, if it is about one.
    static Optional<String> setOf(String key) {
        Matcher matcher = NAMED.matcher(key);
        return matcher.matches() && matcher.group(2) != null ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static ConfigKey<Optional<DatasetConfig.Type>> type(String set) {
        return new ConfigKey<>(
                "datasets." + set + ".type",
                optional(oneOf(DatasetConfig.Type.class)),
                Optional.empty(),
                true,
                "what is in the set");
    }

    /// @param use `load`, `save` or `state`
    static ConfigKey<Optional<Path>> file(String set, String use) {
        return new ConfigKey<>(
                "datasets." + set + "." + use,
                ValueTypes.OPTIONAL_PATH,
                Optional.empty(),
                true,
                "the set's file, one value a line");
    }

    static ConfigKey<Optional<Long>> memcap(String set) {
        return new ConfigKey<>(
                "datasets." + set + ".memcap",
                optional(size(1, GB)),
                Optional.empty(),
                true,
                "bytes of the set's values");
    }
}
