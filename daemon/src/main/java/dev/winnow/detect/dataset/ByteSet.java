package dev.winnow.detect.dataset;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;

/// A set of byte strings, each with a number, up to a bound of entries and of bytes.
///
/// A table of addresses, probed one slot after the other from a place that a hash tells; the hash has a secret, so that
/// nobody can choose values that fall on one place. Behind an address:
///
/// ```
///   0         4         8         12        16
///   | length  |  hash   | number  |    0    |  bytes ...
/// ```
///
/// What is taken out keeps its place, with [#ABSENT] for its number, and counts towards the bounds.
///
/// Threading: any number of threads ask, add and remove at once, without locks. Ownership: the arena owns the memory
/// and outlives every use. None of these allocates.
public final class ByteSet {
    /// The number of what is not in the set.
    public static final int ABSENT = -1;

    private static final int MAX_PROBES = 64;
    private static final int NUMBER = 8;
    private static final int HEADER_BYTES = 16;
    private static final long EMPTY = 0;
    private static final long NO_ROOM = -1;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final MemorySegment MEMORY = NativeMemory.everything();
    private static final VarHandle NUMBERS = INT.varHandle();

    private final AtomicLongArray table;
    private final int maxEntries;
    private final IntPredicate lengths;
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicInteger present = new AtomicInteger();
    private volatile boolean changed;
    private final AtomicLong free;
    private final long end;
    private final long secret;
    private final long multiplier;

    /// What became of a value to be added.
    public enum Outcome {
        ADDED,
        PRESENT,
        /// There was no room for it, or none of the set's values has its length.
        REFUSED
    }

    /// @param maxEntries 1 or more
    /// @param maxBytes   of all values together
    public ByteSet(Arena arena, int maxEntries, long maxBytes) {
        this(arena, maxEntries, maxBytes, _ -> true);
    }

    /// @param lengths which lengths a value may have
    ByteSet(Arena arena, int maxEntries, long maxBytes, IntPredicate lengths) {
        this.maxEntries = maxEntries;
        this.lengths = lengths;
        table = new AtomicLongArray(Integer.highestOneBit(Math.max(maxEntries, 8)) << 2);
        long room = maxBytes + (long) maxEntries * (HEADER_BYTES + Long.BYTES);
        free = new AtomicLong(arena.allocate(room, Long.BYTES).address());
        end = free.get() + room;
        SecureRandom random = new SecureRandom();
        secret = random.nextLong();
        multiplier = random.nextLong() | 1;
    }

    /// Whether the `length` bytes at `offset` are in the set.
    public boolean contains(MemorySegment memory, long offset, int length) {
        return numberOf(memory, offset, length) != ABSENT;
    }

    /// The number of the `length` bytes at `offset`, or [#ABSENT].
    public int numberOf(MemorySegment memory, long offset, int length) {
        long entry = find(hash(memory, offset, length), memory, offset, length);
        return entry == EMPTY ? ABSENT : (int) NUMBERS.getAcquire(MEMORY, entry + NUMBER);
    }

    private long find(int hash, MemorySegment memory, long offset, int length) {
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            long entry = table.getAcquire(slot(hash, probe));
            if (entry == EMPTY || holds(entry, hash, memory, offset, length)) {
                return entry;
            }
        }
        return EMPTY;
    }

    /// Adds the `length` bytes at `offset` with the number 0.
    public Outcome add(MemorySegment memory, long offset, int length) {
        return add(memory, offset, length, 0);
    }

    /// Adds the `length` bytes at `offset`, of which a copy is kept.
    ///
    /// @param number 0 or more
    public Outcome add(MemorySegment memory, long offset, int length, int number) {
        if (!lengths.test(length)) {
            return Outcome.REFUSED;
        }
        int hash = hash(memory, offset, length);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int slot = slot(hash, probe);
            long entry = table.getAcquire(slot);
            if (entry == EMPTY) {
                entry = put(slot, hash, memory, offset, length);
                if (entry == NO_ROOM) {
                    return Outcome.REFUSED;
                }
            }
            if (holds(entry, hash, memory, offset, length)) {
                return replace(entry, ABSENT, number) ? Outcome.ADDED : Outcome.PRESENT;
            }
        }
        return Outcome.REFUSED;
    }

    private boolean replace(long entry, int before, int number) {
        if (!NUMBERS.compareAndSet(MEMORY, entry + NUMBER, before, number)) {
            return false;
        }
        present.addAndGet(number == ABSENT ? -1 : 1);
        changed = true;
        return true;
    }

    /// Takes out the `length` bytes at `offset`.
    ///
    /// @return whether they were there
    public boolean remove(MemorySegment memory, long offset, int length) {
        long entry = find(hash(memory, offset, length), memory, offset, length);
        if (entry == EMPTY) {
            return false;
        }
        int number = (int) NUMBERS.getAcquire(MEMORY, entry + NUMBER);
        return number != ABSENT && replace(entry, number, ABSENT);
    }

    /// @return the entry that is there now, of this thread or of another that was faster, or [#NO_ROOM]
    private long put(int slot, int hash, MemorySegment memory, long offset, int length) {
        if (entries.incrementAndGet() > maxEntries) {
            entries.decrementAndGet();
            return NO_ROOM;
        }
        long entry = reserve((HEADER_BYTES + (long) length + Long.BYTES - 1) & -Long.BYTES);
        long before = entry;
        if (entry != NO_ROOM) {
            MEMORY.set(INT, entry, length);
            MEMORY.set(INT, entry + Integer.BYTES, hash);
            MEMORY.set(INT, entry + NUMBER, ABSENT);
            MemorySegment.copy(memory, offset, MEMORY, entry + HEADER_BYTES, length);
            before = table.compareAndExchangeRelease(slot, EMPTY, entry);
        }
        if (before != EMPTY) {
            entries.decrementAndGet();
        }
        return before == EMPTY ? entry : before;
    }

    private long reserve(long bytes) {
        long at = free.get();
        while (at + bytes <= end) {
            if (free.compareAndSet(at, at + bytes)) {
                return at;
            }
            at = free.get();
        }
        return NO_ROOM;
    }

    /// How many values there are.
    public int size() {
        return present.get();
    }

    /// Whether anything was added or taken out since [#settle].
    public boolean hasChanged() {
        return changed;
    }

    /// Takes the set as it is now for unchanged.
    public void settle() {
        changed = false;
    }

    /// Copies of the values that are there. Values that other threads add meanwhile may be left out.
    public List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        for (int slot = 0; slot < table.length(); slot++) {
            long entry = table.getAcquire(slot);
            if (entry != EMPTY && (int) NUMBERS.getAcquire(MEMORY, entry + NUMBER) != ABSENT) {
                byte[] value = new byte[MEMORY.get(INT, entry)];
                MemorySegment.copy(MEMORY, BYTE, entry + HEADER_BYTES, value, 0, value.length);
                values.add(value);
            }
        }
        return values;
    }

    /// Adds to `other` what is in the set, and takes out of it what was taken out here. What other threads add or take
    /// out meanwhile may be left out.
    public void copyTo(ByteSet other) {
        for (int slot = 0; slot < table.length(); slot++) {
            long entry = table.getAcquire(slot);
            if (entry != EMPTY) {
                int length = MEMORY.get(INT, entry);
                int number = (int) NUMBERS.getAcquire(MEMORY, entry + NUMBER);
                if (number == ABSENT) {
                    other.remove(MEMORY, entry + HEADER_BYTES, length);
                } else {
                    other.add(MEMORY, entry + HEADER_BYTES, length, number);
                }
            }
        }
    }

    private int slot(int hash, int probe) {
        return (hash + probe) & (table.length() - 1);
    }

    private static boolean holds(long entry, int hash, MemorySegment memory, long offset, int length) {
        return MEMORY.get(INT, entry) == length
                && MEMORY.get(INT, entry + Integer.BYTES) == hash
                && MemorySegment.mismatch(
                                MEMORY,
                                entry + HEADER_BYTES,
                                entry + HEADER_BYTES + length,
                                memory,
                                offset,
                                offset + length)
                        < 0;
    }

    private int hash(MemorySegment memory, long offset, int length) {
        long state = secret ^ length;
        int at = 0;
        while (at + Long.BYTES <= length) {
            state = mix(state ^ memory.get(LONG, offset + at));
            at += Long.BYTES;
        }
        long rest = 0;
        while (at < length) {
            rest = rest << Byte.SIZE | Byte.toUnsignedInt(memory.get(BYTE, offset + at++));
        }
        state = mix(state ^ rest);
        return (int) (state ^ state >>> 32);
    }

    /// All bits of the product of two numbers, folded.
    private long mix(long value) {
        long rotated = Long.rotateLeft(value, 29) + secret;
        return rotated * multiplier ^ Math.unsignedMultiplyHigh(rotated, multiplier);
    }
}
