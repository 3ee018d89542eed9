package dev.winnow.bindings.hyperscan;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// Where the matches of one scan lie: `struct winnow_matches` of `scan.h`, and what it points to.
///
/// Lifetime: the memory belongs to the arena passed in and dies with it; the matches are valid until the next scan.
/// Threading: one thread.
public final class MatchBuffer {
    static final StructLayout MATCH = MemoryLayout.structLayout(JAVA_INT.withName("id"), JAVA_INT.withName("to"))
            .withName("winnow_match");
    static final StructLayout MATCHES = MemoryLayout.structLayout(
                    ADDRESS.withName("entries"),
                    ADDRESS.withName("seen"),
                    JAVA_INT.withName("capacity"),
                    JAVA_INT.withName("seen_ids"))
            .withName("winnow_matches");

    private static final long MATCH_SIZE = MATCH.byteSize();
    private static final long TO_OFFSET = MATCH.byteOffset(PathElement.groupElement("to"));

    private final MemorySegment matches;
    private final MemorySegment entries;
    private final int capacity;

    private MatchBuffer(Arena arena, int capacity, int distinctIds) {
        this.capacity = capacity;
        entries = arena.allocate(MATCH, capacity);
        matches = arena.allocate(MATCHES);
        MemorySegment seen = distinctIds == 0
                ? MemorySegment.NULL
                : arena.allocate(JAVA_LONG, (distinctIds + Long.SIZE - 1L) / Long.SIZE);
        matches.set(ADDRESS, offset("entries"), entries);
        matches.set(ADDRESS, offset("seen"), seen);
        matches.set(JAVA_INT, offset("capacity"), capacity);
        matches.set(JAVA_INT, offset("seen_ids"), distinctIds);
    }

    /// A buffer that takes every match, in the order in which libhs reports them.
    public static MatchBuffer ofAll(Arena arena, int capacity) {
        return new MatchBuffer(arena, capacity, 0);
    }

    /// A buffer that takes an id once a scan, where it first matched.
    ///
    /// @param idCount ids are below this; one that is not is taken every time
    public static MatchBuffer ofDistinct(Arena arena, int capacity, int idCount) {
        return new MatchBuffer(arena, capacity, idCount);
    }

    /// How many matches fit.
    public int capacity() {
        return capacity;
    }

    /// The id of match `index`, which is below both what the scan returned and [#capacity].
    public int id(int index) {
        return entries.get(JAVA_INT, index * MATCH_SIZE);
    }

    /// The offset in the scanned bytes just past match `index`.
    public int endOffset(int index) {
        return entries.get(JAVA_INT, index * MATCH_SIZE + TO_OFFSET);
    }

    long address() {
        return matches.address();
    }

    private static long offset(String field) {
        return MATCHES.byteOffset(PathElement.groupElement(field));
    }
}
