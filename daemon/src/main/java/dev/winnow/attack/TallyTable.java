package dev.winnow.attack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tallies by address, in memory that never grows.
///
/// Buckets of four; a bucket's tags, 16 bits of each hash, stand apart in one word, so that whoever has no tally
/// is known at one glance. When a bucket is full, a newcomer takes the place of the tally that weighs least, if
/// that weighs less than the newcomer (as in Metwally's space-saving 2005, but within the bucket). A tally that
/// an incident is about keeps its place.
///
/// Threading: any number of threads; see the package. Two that take the same place at once leave one of the two,
/// or a tally that nobody finds again.
final class TallyTable {
    /// No tally.
    static final long NONE = -1;

    private static final int WAYS = 4;
    private static final int TAG_BITS = 16;
    private static final long TAG_MASK = (1L << TAG_BITS) - 1;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final MemorySegment tags;
    private final MemorySegment tallies;
    private final long buckets;

    /// @param arena outlives the table
    /// @param capacity tallies, rounded up to whole buckets
    TallyTable(Arena arena, int capacity) {
        buckets = Math.ceilDiv(Math.max(1, capacity), WAYS);
        tags = arena.allocate(buckets * Long.BYTES, Long.BYTES);
        tallies = arena.allocate(buckets * WAYS * Tally.BYTES, Long.BYTES);
    }

    /// Bytes that a table takes.
    static long bytes(int capacity) {
        return Math.ceilDiv((long) capacity, WAYS) * (Long.BYTES + WAYS * Tally.BYTES);
    }

    /// A flyweight for this table's tallies.
    Tally newTally() {
        return new Tally(tallies);
    }

    /// Forgets all tallies, at the cost of the tags alone.
    void clear() {
        tags.fill((byte) 0);
    }

    /// Turns `tally` to the one with this key; to none where there is none.
    boolean find(Tally tally, long hash, long high, long low, int key) {
        long bucket = bucket(hash);
        long word = tags.get(WORD, bucket * Long.BYTES);
        long wanted = tag(hash);
        for (int way = 0; way < WAYS; way++) {
            if ((word >>> (way * TAG_BITS) & TAG_MASK) == wanted
                    && tally.turnTo(place(bucket, way)).is(high, low, key)) {
                return true;
            }
        }
        tally.turnTo(NONE);
        return false;
    }

    /// Turns `tally` to the one with this key, made if there was none and it weighs more than one that is there.
    boolean claim(Tally tally, long hash, long high, long low, int key, float weight, int nowMs) {
        if (find(tally, hash, high, low, key)) {
            return true;
        }
        long bucket = bucket(hash);
        int way = victim(tally, bucket, weight, nowMs);
        if (way == WAYS) {
            tally.turnTo(NONE);
            return false;
        }
        long word = tags.get(WORD, bucket * Long.BYTES) & ~(TAG_MASK << (way * TAG_BITS));
        tags.set(WORD, bucket * Long.BYTES, word);
        tally.turnTo(place(bucket, way)).begin(high, low, key, nowMs);
        tags.set(WORD, bucket * Long.BYTES, word | (tag(hash) << (way * TAG_BITS)));
        return true;
    }

    /// The way that a newcomer takes, or [#WAYS].
    private int victim(Tally tally, long bucket, float weight, int nowMs) {
        long word = tags.get(WORD, bucket * Long.BYTES);
        int victim = WAYS;
        float least = weight;
        for (int way = 0; way < WAYS; way++) {
            if ((word >>> (way * TAG_BITS) & TAG_MASK) == 0) {
                return way;
            }
            tally.turnTo(place(bucket, way)).age(nowMs);
            float own = tally.weight();
            if (own < least && (tally.marks() & Detector.ALL_MARKS) == 0) {
                least = own;
                victim = way;
            }
        }
        if (victim < WAYS) {
            tally.noteDisplaced();
        }
        return victim;
    }

    private long bucket(long hash) {
        return Math.unsignedMultiplyHigh(hash * SPREAD, buckets);
    }

    /// Never 0, which stands for an empty place.
    private static long tag(long hash) {
        return (hash >>> (Long.SIZE - TAG_BITS)) | 1;
    }

    private static long place(long bucket, int way) {
        return (bucket * WAYS + way) * Tally.BYTES;
    }
}
