package dev.winnow.detect.dataset;

import dev.winnow.rule.option.Dataset;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The named sets of a program; options with one name share a set. Any thread. Owns the
/// sets' memory.
public final class Datasets implements AutoCloseable {
    /// Refuses every option.
    public static final Datasets NONE = new Datasets(Optional.empty(), Arena.global());

    /// What rules may add to a set.
    private static final int ADDED_ENTRIES = 1 << 16;

    private static final long ADDED_BYTES = 4L << 20;

    private final Optional<Path> directory;
    private final Arena arena;
    private final Map<String, Named> sets = new HashMap<>();

    private record Named(ByteSet set, Optional<Dataset.Type> type, Optional<String> load) {
        /// Whether `option` says nothing else; it need not say everything.
        boolean agrees(Dataset option) {
            return (option.type().isEmpty() || option.type().equals(type))
                    && (option.load().isEmpty() || option.load().equals(load));
        }
    }

    private Datasets(Optional<Path> directory, Arena arena) {
        this.directory = directory;
        this.arena = arena;
    }

    /// @param directory to which the names of files are relative
    public Datasets(Path directory) {
        this(Optional.of(directory), Arena.ofShared());
    }

    /// The set that the option names, filled from the file that it names.
    ///
    /// @throws IllegalArgumentException if there is no such file, if it is damaged, or if another option has given
    ///     the set another file or type
    public synchronized ByteSet get(Dataset option) {
        if (directory.isEmpty()) {
            throw new IllegalArgumentException("dataset " + option.name() + ": there is no place for datasets");
        }
        Named named = sets.computeIfAbsent(option.name(), _ -> make(option));
        if (!named.agrees(option)) {
            throw new IllegalArgumentException("dataset " + option.name() + " has another file or type elsewhere");
        }
        return named.set;
    }

    private Named make(Dataset option) {
        Dataset.Type type = option.type()
                .orElseThrow(() -> new IllegalArgumentException("dataset " + option.name() + " needs a type"));
        List<byte[]> values = option.load().map(file -> read(file, type)).orElse(List.of());
        long bytes = values.stream().mapToLong(value -> value.length).sum();
        ByteSet set = new ByteSet(arena, values.size() + ADDED_ENTRIES, bytes + ADDED_BYTES);
        try (Arena one = Arena.ofConfined()) {
            for (byte[] value : values) {
                set.add(one.allocateFrom(ValueLayout.JAVA_BYTE, value), 0, value.length);
            }
        }
        return new Named(set, option.type(), option.load());
    }

    private List<byte[]> read(String file, Dataset.Type type) {
        Path path = directory.orElseThrow().resolve(file);
        try {
            return DatasetFile.read(path, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("dataset: cannot read " + path, e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
