package dev.winnow.attack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Counts everybody a little, so that few are counted well: a count-min sketch with conservative update that
/// halves its counters every seven seconds (Cormode and Muthukrishnan 2005; Estan and Varghese 2002).
///
/// Small enough to stay in a processor's cache whatever the addresses. It never counts too low, and by [#noise]
/// too high at most places; who is not above that cannot be told from the crowd, and gets no [Tally].
///
/// Threading: any number of threads; see the package.
final class Sketch {
    /// After which time a count is worth half: about the same decay as a [Tally]'s.
    static final int HALF_LIFE_MS = 7_000;

    /// After which time without a packet nothing is left.
    private static final int FORGET_MS = 8 * HALF_LIFE_MS;

    private static final int ROWS = 3;
    private static final int WIDTH_BITS = 15;
    private static final int WIDTH = 1 << WIDTH_BITS;
    private static final long ROW_BYTES = WIDTH * (long) Short.BYTES;
    private static final int WORDS = (int) (ROWS * ROW_BYTES / Long.BYTES);
    private static final int CELL_MAX = 0xFFFF;
    private static final long HALVED = 0x7FFF_7FFF_7FFF_7FFFL;
    private static final ValueLayout.OfShort CELL = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    private final MemorySegment cells;
    private double added;
    private int agedTo;
    private int cursor;

    /// @param arena outlives the sketch
    Sketch(Arena arena) {
        cells = arena.allocate(ROWS * ROW_BYTES, Long.BYTES);
    }

    /// Bytes of memory.
    static long bytes() {
        return ROWS * ROW_BYTES;
    }

    /// Counts one more under `hash`.
    ///
    /// @return how many there were lately, this one included: never too few, up to 65,535
    int add(long hash) {
        long first = place(hash, 0);
        long second = place(hash, 1);
        long third = place(hash, 2);
        int a = cell(first);
        int b = cell(second);
        int c = cell(third);
        int least = Math.min(a, Math.min(b, c));
        if (least == CELL_MAX) {
            return CELL_MAX;
        }
        added++;
        raise(first, a, least);
        raise(second, b, least);
        raise(third, c, least);
        return least + 1;
    }

    private static long place(long hash, int row) {
        return row * ROW_BYTES + (hash >>> (16 * row) & (WIDTH - 1)) * Short.BYTES;
    }

    private int cell(long place) {
        return Short.toUnsignedInt(cells.get(CELL, place));
    }

    private void raise(long place, int count, int least) {
        if (count == least) {
            cells.set(CELL, place, (short) (least + 1));
        }
    }

    /// What is found under a hash that was never counted, at most, on average.
    double noise() {
        return added / WIDTH;
    }

    /// The count above which somebody stands out: 1 while few are counted.
    int outstanding() {
        return 1 + (int) (2 * noise() + 0.5);
    }

    /// Halves as many counters as the time since the last call asks for, in turn. One thread at a time.
    void age(int nowMs) {
        int elapsed = nowMs - agedTo;
        if (elapsed < 0 || elapsed > FORGET_MS) {
            agedTo = nowMs;
            clear();
            return;
        }
        int due = (int) (elapsed * (long) WORDS / HALF_LIFE_MS);
        if (due == 0) {
            return;
        }
        agedTo = nowMs;
        added *= Math.pow(0.5, (double) elapsed / HALF_LIFE_MS);
        for (int i = 0; i < due; i++) {
            long at = cursor * (long) Long.BYTES;
            cells.set(WORD, at, cells.get(WORD, at) >>> 1 & HALVED);
            cursor = cursor + 1 == WORDS ? 0 : cursor + 1;
        }
    }

    /// Forgets everybody.
    void clear() {
        cells.fill((byte) 0);
        added = 0;
    }
}
