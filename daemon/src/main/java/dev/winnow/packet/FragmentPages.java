package dev.winnow.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The bytes of fragments, in pages of 1 KiB that belong to a stretch of one packet's data.
///
/// ```
///     0  128 units of 8 bytes of data
///  1024  128 shorts: where the fragment started that brought the unit, in units, plus 1; 0 for a unit not there
/// ```
///
/// Remembering the start with each unit lets every overlap policy be decided unit by unit, without a list of
/// fragments. Threading: one thread.
final class FragmentPages {
    static final int DATA_BYTES = 1024;
    static final int UNITS = DATA_BYTES / 8;
    /// A packet's data is at most this many pages.
    static final int PER_DATAGRAM = 65536 / DATA_BYTES;

    private static final int PAGE_BYTES = DATA_BYTES + UNITS * Short.BYTES;
    static final long MIN_BYTES = (long) PER_DATAGRAM * PAGE_BYTES;
    static final long MAX_BYTES = (long) Integer.MAX_VALUE * PAGE_BYTES;

    private static final int NONE = -1;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;

    private final MemorySegment pages;
    private final int capacity;
    private int free;

    FragmentPages(Arena arena, long memoryBytes) {
        capacity = (int) (memoryBytes / PAGE_BYTES);
        pages = arena.allocate((long) capacity * PAGE_BYTES, 8);
        clear();
    }

    /// Takes all pages back.
    void clear() {
        for (int i = 0; i < capacity; i++) {
            setNextFree(i, i + 1 < capacity ? i + 1 : NONE);
        }
        free = 0;
    }

    boolean isEmpty() {
        return free == NONE;
    }

    /// A page with no unit in it. There must be one.
    int take() {
        int page = free;
        free = pages.get(INT, start(page));
        for (long at = start(page) + DATA_BYTES; at < start(page + 1); at += Long.BYTES) {
            pages.set(ValueLayout.JAVA_LONG, at, 0);
        }
        return page;
    }

    void release(int page) {
        setNextFree(page, free);
        free = page;
    }

    /// Where the fragment started that brought a unit, or -1 where it is not there.
    int unitStart(int page, int unit) {
        return (pages.get(SHORT, startField(page, unit)) & 0xFFFF) - 1;
    }

    /// The unit's bytes, the first one uppermost.
    long unit(int page, int unit) {
        return Wire.u64(pages, start(page) + unit * 8L);
    }

    void setUnit(int page, int unit, long bytes, int fragmentStart) {
        pages.set(Wire.U64, start(page) + unit * 8L, bytes);
        pages.set(SHORT, startField(page, unit), (short) (fragmentStart + 1));
    }

    void copy(int page, MemorySegment target, long offset, int length) {
        MemorySegment.copy(pages, start(page), target, offset, length);
    }

    private void setNextFree(int page, int next) {
        pages.set(INT, start(page), next);
    }

    private static long startField(int page, int unit) {
        return start(page) + DATA_BYTES + (long) unit * Short.BYTES;
    }

    private static long start(int page) {
        return (long) page * PAGE_BYTES;
    }
}
