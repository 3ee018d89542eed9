package dev.winnow.attack;

import dev.winnow.flow.Hashing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tells those who send a SYN again from those who only send it: a real host repeats it after about a second
/// (RFC 6298 section 2), a flood of made-up addresses does not.
///
/// ```
///  +--------+-------------+
///  |  tag   | time in ms  |      a slot a connection attempt, by its hash; who comes later takes it over
///  +--------+-------------+
///   4 bytes   4 bytes
/// ```
///
/// Threading: any number of workers. Two that take the same slot at once may leave the time of one with the tag of
/// the other, whose next SYN then passes, or waits for one more. Ownership: the arena owns the memory. Never allocates
/// after the constructor.
final class FirstSyn {
    private static final int SLOTS = 1 << 20;
    private static final int SLOT_LENGTH = Long.BYTES;
    private static final int SOONEST_MS = 500;
    private static final int LATEST_MS = 30_000;

    private final MemorySegment slots;
    private final long seed;
    private boolean isEmpty = true;

    FirstSyn(Arena arena, long seed) {
        this.seed = seed;
        slots = arena.allocate((long) SLOTS * SLOT_LENGTH, Long.BYTES);
    }

    /// Forgets all attempts.
    void clear() {
        if (!isEmpty) {
            slots.fill((byte) 0);
            isEmpty = true;
        }
    }

    /// Whether the same attempt was seen before, not just now and not long ago.
    ///
    /// @param sourcePort of the attempt, whose repetition has the same
    boolean isRepeated(long high, long low, int sourcePort, int nowMs) {
        long hash = Hashing.endpoint(seed, high, low, sourcePort);
        long offset = (hash & (SLOTS - 1)) * SLOT_LENGTH;
        int tag = (int) (hash >>> Integer.SIZE) | 1;
        boolean known = slots.get(ValueLayout.JAVA_INT, offset) == tag;
        int ageMs = nowMs - slots.get(ValueLayout.JAVA_INT, offset + Integer.BYTES);
        if (known && ageMs >= 0 && ageMs < LATEST_MS) {
            return ageMs >= SOONEST_MS;
        }
        isEmpty = false;
        slots.set(ValueLayout.JAVA_INT, offset, tag);
        slots.set(ValueLayout.JAVA_INT, offset + Integer.BYTES, nowMs);
        return false;
    }
}
