package dev.winnow.detect.dataset;

import dev.winnow.detect.dataset.DatasetSettings.Definition;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.Dataset.Files;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The named sets of a program; options with one name share a set. Any thread. Owns the sets' memory, and when it is
/// closed writes those that have changed to the files that are theirs.
public final class Datasets implements AutoCloseable {
    /// Refuses every option.
    public static final Datasets NONE = new Datasets(Optional.empty(), Arena.global(), _ -> {});

    /// What rules may add to a set.
    private static final int ADDED_ENTRIES = 1 << 16;

    private final Optional<DatasetSettings> settings;
    private final Arena arena;
    private final Consumer<String> notices;
    private final Map<String, Named> sets = new HashMap<>();

    /// @param given what the one who names the set first says of it
    private record Named(ByteSet set, Source given) {
        /// Whether `other` says nothing else; it need not say everything.
        boolean agrees(Source other) {
            return other.type.or(() -> given.type).equals(given.type)
                    && other.load.or(() -> given.load).equals(given.load)
                    && other.save.or(() -> given.save).equals(given.save);
        }
    }

    /// Where a set's values come from and go to.
    ///
    /// @param mayLack whether there need not be a file at `load`
    private record Source(
            Optional<Dataset.Type> type,
            Optional<Path> load,
            boolean mayLack,
            Optional<Path> save,
            OptionalLong memcap) {}

    private Datasets(Optional<DatasetSettings> settings, Arena arena, Consumer<String> notices) {
        this.settings = settings;
        this.arena = arena;
        this.notices = notices;
    }

    /// @param notices told, as text for a person, what could not be written
    public Datasets(DatasetSettings settings, Consumer<String> notices) {
        this(Optional.of(settings), Arena.ofShared(), notices);
    }

    /// The set that the option names, filled from the file that it names.
    ///
    /// @param directory of the rule, to which the name of the file is relative
    /// @throws IllegalArgumentException if there is no such file, if it is damaged, if rules may not write where
    ///     the option wants, or if another option has given the set another file or type
    public ByteSet get(Dataset option, Path directory) {
        DatasetSettings known = settings("dataset " + option.name());
        Files files = option.files();
        Source source = new Source(
                option.type(),
                files.load().map(directory::resolve).or(() -> files.state().map(known.dataDirectory()::resolve)),
                files.state().isPresent(),
                files.save().or(files::state).map(file -> writable(file, known)),
                option.memcap());
        return get(option.name(), source, known);
    }

    /// As [#get(Dataset, Path)], of values with reputations.
    public ByteSet get(DataReputation option, Path directory) {
        DatasetSettings known = settings("datarep " + option.name());
        Source source = new Source(
                option.type(), option.load().map(directory::resolve), false, Optional.empty(), option.memcap());
        return get(option.name(), source, known);
    }

    private DatasetSettings settings(String asked) {
        return settings.orElseThrow(() -> new IllegalArgumentException(asked + ": there is no place for datasets"));
    }

    private static Path writable(String name, DatasetSettings settings) {
        if (!settings.rulesMayWrite()) {
            throw new IllegalArgumentException("dataset: the configuration does not let rules write files");
        }
        Path folder = settings.dataDirectory().normalize();
        Path file = folder.resolve(name).normalize();
        if (!settings.rulesMayLeave() && (!file.startsWith(folder) || name.startsWith("/"))) {
            throw new IllegalArgumentException("dataset: the configuration does not let rules write to " + name);
        }
        return file;
    }

    private synchronized ByteSet get(String name, Source source, DatasetSettings known) {
        Named named = sets.get(name);
        if (named == null) {
            named = make(name, defined(name, known).orElse(source), known);
            sets.put(name, named);
        }
        if (!named.agrees(source)) {
            throw new IllegalArgumentException("dataset " + name + " has another file or type elsewhere");
        }
        return named.set;
    }

    /// Goes on with what rules have added to sets of the same name and type, and have taken out, in a program whose
    /// place this one has taken. One thread, while others use either.
    public void learn(Datasets predecessor) {
        predecessor.sets.forEach((name, before) -> {
            Named named = sets.get(name);
            if (named != null && before.set.hasChanged() && named.given.type.equals(before.given.type)) {
                before.set.copyTo(named.set);
            }
        });
    }

    private static Optional<Source> defined(String name, DatasetSettings known) {
        return known.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .map(Datasets::source);
    }

    private static Source source(Definition set) {
        return new Source(
                Optional.of(set.type()),
                set.load().or(set::state),
                set.state().isPresent(),
                set.save().or(set::state),
                set.memcap());
    }

    private Named make(String name, Source source, DatasetSettings known) {
        Dataset.Type type =
                source.type.orElseThrow(() -> new IllegalArgumentException("dataset " + name + " needs a type"));
        List<DatasetFile.Entry> entries =
                source.load.map(file -> read(file, type, source.mayLack)).orElse(List.of());
        long bytes = entries.stream().mapToLong(entry -> entry.value().length()).sum();
        ByteSet set = new ByteSet(arena, entries.size() + ADDED_ENTRIES, room(name, source, bytes, known), type::takes);
        try (Arena one = Arena.ofConfined()) {
            for (DatasetFile.Entry entry : entries) {
                var value =
                        one.allocateFrom(ValueLayout.JAVA_BYTE, entry.value().toArray());
                if (set.add(value, 0, entry.value().length(), entry.reputation()) == ByteSet.Outcome.REFUSED) {
                    throw new IllegalArgumentException("dataset " + name + ": its file has more than its memcap");
                }
            }
        }
        set.settle();
        return new Named(set, source);
    }

    /// The memory is taken at once, so that a rule can ask for less than is usual, and only the operator for more.
    private static long room(String name, Source source, long loadedBytes, DatasetSettings known) {
        long usual = loadedBytes + known.memcap();
        long asked = source.memcap.orElse(usual);
        return defined(name, known).isPresent() ? asked : Math.min(asked, usual);
    }

    private static List<DatasetFile.Entry> read(Path path, Dataset.Type type, boolean mayLack) {
        if (mayLack && !path.toFile().exists()) {
            return List.of();
        }
        try {
            return DatasetFile.read(path, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("dataset: cannot read " + path, e);
        }
    }

    private void save(Named named) {
        Path file = named.given.save.orElse(null);
        if (file == null || !named.set.hasChanged()) {
            return;
        }
        try {
            DatasetFile.write(file, named.given.type.orElseThrow(), named.set.values());
        } catch (IOException e) {
            notices.accept("cannot write dataset " + file + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (settings.isPresent()) {
            sets.values().forEach(this::save);
            arena.close();
        }
    }
}
