package dev.winnow.attack;

import dev.winnow.flow.Hashing;
import java.lang.foreign.Arena;

/// Everybody who is counted: a [Tally] for those who stand out, a [Sketch] for the crowd.
///
/// A source, and each network that it is in, gets a tally at its first attempt as long as few are about. In a
/// flood of made-up addresses the sketch is full of noise, and only who is louder than that gets one; who
/// completes a handshake gets one always, because made-up addresses cannot. So the flood passes over the sketch,
/// which a processor's cache holds, and neither turns anybody out of the tables nor waits for their memory.
///
/// Threading: any number of threads; see the package. Ownership: the arena owns the memory.
final class Census {
    private static final long KIND_SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final int NETWORK_PART = 32;
    private static final int WIDE_PART = 64;
    private static final int MIN_CAPACITY = 1 << 10;

    private final long[] seeds = new long[Subject.SENDERS + 1];
    private final TallyTable[] tables = new TallyTable[Subject.SENDERS + 1];
    private final Sketch sketch;
    private final long seed;

    /// @param arena outlives the census
    /// @param sources tallies of single addresses; networks and services get a part of that besides
    /// @param seed secret, so that senders cannot choose who shares their place
    Census(Arena arena, int sources, long seed) {
        this.seed = seed;
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new TallyTable(arena, capacity(sources, i));
            seeds[i] = Hashing.mix(seed + i * KIND_SEED);
        }
        sketch = new Sketch(arena);
    }

    private static int capacity(int sources, int table) {
        return switch (table) {
            case Subject.SOURCE -> sources;
            case Subject.NETWORK -> Math.max(MIN_CAPACITY, sources / NETWORK_PART);
            default -> Math.max(MIN_CAPACITY, sources / WIDE_PART);
        };
    }

    /// Bytes that a census of so many sources takes.
    static long bytes(int sources) {
        long bytes = Sketch.bytes();
        for (int i = 0; i <= Subject.SENDERS; i++) {
            bytes += TallyTable.bytes(capacity(sources, i));
        }
        return bytes;
    }

    /// A flyweight for the tallies of a kind of subject.
    Tally newTally(int kind) {
        return table(kind).newTally();
    }

    private TallyTable table(int kind) {
        return tables[Math.min(kind, Subject.SENDERS)];
    }

    /// A secret hash of anything that is seen beside an address.
    long hash(long high, long low, int rest) {
        return Hashing.endpoint(seed, high, low, rest);
    }

    private long hash(int kind, long high, long low, int key) {
        return Hashing.endpoint(seeds[Math.min(kind, Subject.SENDERS)] + key, high, low, 0);
    }

    /// Counts an attempt of a source for itself or one of its networks, and turns to its tally if it has one
    /// now.
    boolean attempt(Tally tally, int kind, long sourceHigh, long sourceLow, int nowMs) {
        long high = Subject.networkHigh(sourceHigh, kind);
        long low = kind == Subject.SOURCE ? sourceLow : Subject.networkLow(sourceHigh, sourceLow, kind);
        int key = Subject.key(kind, 0, 0);
        long hash = hash(kind, high, low, key);
        int count = sketch.add(hash);
        if (count < sketch.outstanding() || !tables[kind].claim(tally, hash, high, low, key, count, nowMs)) {
            tally.turnTo(TallyTable.NONE);
            return false;
        }
        tally.age(nowMs);
        tally.add(Tally.ATTEMPTS, tally.count(Tally.ATTEMPTS) == 0 ? count : 1);
        return true;
    }

    /// Turns to the tally of a source or one of its networks; to none where it has none.
    boolean find(Tally tally, int kind, long sourceHigh, long sourceLow, int nowMs) {
        long high = Subject.networkHigh(sourceHigh, kind);
        long low = Subject.networkLow(sourceHigh, sourceLow, kind);
        int key = Subject.key(kind, 0, 0);
        return aged(tables[kind].find(tally, hash(kind, high, low, key), high, low, key), tally, nowMs);
    }

    /// The same, but makes room for a source that is known to be real.
    boolean claim(Tally tally, int kind, long sourceHigh, long sourceLow, int nowMs) {
        long high = Subject.networkHigh(sourceHigh, kind);
        long low = Subject.networkLow(sourceHigh, sourceLow, kind);
        int key = Subject.key(kind, 0, 0);
        long hash = hash(kind, high, low, key);
        return aged(tables[kind].claim(tally, hash, high, low, key, Float.MAX_VALUE, nowMs), tally, nowMs);
    }

    /// Turns to the tally of a service or host, made where it has none and stands out.
    boolean receive(Tally tally, long high, long low, int key, int nowMs) {
        long hash = hash(Subject.SERVICE, high, low, key);
        TallyTable table = tables[Subject.SENDERS];
        if (table.find(tally, hash, high, low, key)) {
            tally.age(nowMs);
            return true;
        }
        int count = sketch.add(hash);
        return count >= sketch.outstanding() && table.claim(tally, hash, high, low, key, count, nowMs);
    }

    /// Turns to the tally of a subject as it is; to none where it has none.
    boolean look(Tally tally, long high, long low, int key, int nowMs) {
        int kind = Subject.kind(key);
        return aged(table(kind).find(tally, hash(kind, high, low, key), high, low, key), tally, nowMs);
    }

    private static boolean aged(boolean there, Tally tally, int nowMs) {
        if (there) {
            tally.age(nowMs);
        }
        return there;
    }

    /// Lets the crowd be forgotten in time. One thread at a time.
    void age(int nowMs) {
        sketch.age(nowMs);
    }

    /// Forgets everybody, as between two captures. Not while another thread counts.
    void clear() {
        sketch.clear();
        for (TallyTable table : tables) {
            table.clear();
        }
    }
}
