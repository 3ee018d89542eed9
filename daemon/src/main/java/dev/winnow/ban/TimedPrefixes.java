package dev.winnow.ban;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Prefixes that something holds for until a time, as the threads that judge packets ask: who is banned, where
/// no kernel keeps them out, in captures and trials, and for packets that were on their way already; who is
/// known for good.
///
/// A hash table of prefixes with their ends, asked once for each length that there is a prefix of. Asking allocates
/// nothing and locks nothing. A slot keeps its prefix as long as its table lives, so that whoever reads sees either
/// nothing there or all of it; what ends only has an end that is past.
///
/// Threading: one thread writes, any number ask.
public final class TimedPrefixes {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SMALLEST = 64;
    private static final int LENGTHS = 129;
    private static final long IPV4_MASK = 0xFFFF_FFFFL;

    private volatile Table table = new Table(SMALLEST);
    private int used;

    /// Slots of four numbers each: the tag, which is 0 in an empty slot, the address, and the end.
    private static final class Table {
        private static final int STRIDE = 4;

        final long[] slots;
        final int mask;
        /// A bit for each length that there has been a prefix of: IPv4 in the first word, IPv6 in the others.
        final long[] lengths = new long[1 + 3];

        Table(int capacity) {
            slots = new long[STRIDE * capacity];
            mask = capacity - 1;
        }

        /// Where a prefix is, or the empty slot where it would be.
        int find(long tag, long high, long low) {
            int slot = (int) hash(tag, high, low) & mask;
            while (true) {
                int at = STRIDE * slot;
                long there = (long) LONGS.getAcquire(slots, at);
                if (there == 0 || (there == tag && slots[at + 1] == high && slots[at + 2] == low)) {
                    return at;
                }
                slot = (slot + 1) & mask;
            }
        }

        private static long hash(long tag, long high, long low) {
            long mixed = (high ^ (tag * 0x9E37_79B9_7F4A_7C15L)) * 0xBF58_476D_1CE4_E5B9L;
            mixed = ((mixed ^ (mixed >>> 29)) ^ low) * 0x94D0_49BB_1331_11EBL;
            return mixed ^ (mixed >>> 32);
        }

        boolean isEmpty(int at) {
            return slots[at] == 0;
        }

        void fill(int at, long tag, long high, long low) {
            slots[at + 1] = high;
            slots[at + 2] = low;
            LONGS.setRelease(slots, at, tag);
            int word = tag < LENGTHS ? 0 : 1 + (int) (tag - LENGTHS) / Long.SIZE;
            long bits = lengths[word] | 1L << ((tag < LENGTHS ? tag - 1 : tag - LENGTHS) % Long.SIZE);
            LONGS.setRelease(lengths, word, bits);
        }

        long end(int at) {
            return (long) LONGS.getOpaque(slots, at + 3);
        }

        void end(int at, long endNs) {
            LONGS.setOpaque(slots, at + 3, endNs);
        }
    }

    /// 1 to 33 for IPv4, from 129 on for IPv6; never 0.
    private static long tag(int version, int length) {
        return version == 4 ? 1 + length : LENGTHS + length;
    }

    /// Whether an address is in a prefix that has not ended at `nowNs`.
    ///
    /// @param version 4 or 6; others are in none
    /// @param low     the lower half of the address; an IPv4 address is its last 32 bits
    public boolean contains(int version, long high, long low, long nowNs) {
        Table current = table;
        if (version == 4) {
            return containsIpv4(current, low & IPV4_MASK, nowNs);
        }
        return version == 6 && containsIpv6(current, high, low, nowNs);
    }

    private static boolean containsIpv4(Table table, long address, long nowNs) {
        for (long bits = (long) LONGS.getAcquire(table.lengths, 0); bits != 0; bits &= bits - 1) {
            int length = Long.numberOfTrailingZeros(bits);
            if (holds(table, tag(4, length), 0, address & -(1L << (32 - length)), nowNs)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsIpv6(Table table, long high, long low, long nowNs) {
        for (int word = 1; word < table.lengths.length; word++) {
            for (long bits = (long) LONGS.getAcquire(table.lengths, word); bits != 0; bits &= bits - 1) {
                int length = (word - 1) * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (holds(table, tag(6, length), high & mask(length), low & mask(length - 64), nowNs)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The first `length` of 64 bits; none for 0 and less.
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 64 ? -1 : -(1L << (64 - length));
    }

    private static boolean holds(Table table, long tag, long high, long low, long nowNs) {
        int at = table.find(tag, high, low);
        return !table.isEmpty(at) && nowNs < table.end(at);
    }

    /// Takes in a prefix until `endNs`, or changes when it ends. The writer's thread.
    ///
    /// @param nowNs what has ended by then may be forgotten
    public void put(Prefix prefix, long endNs, long nowNs) {
        long tag = tag(prefix.version(), prefix.length());
        long high = prefix.address().high();
        long low = prefix.address().low();
        int at = table.find(tag, high, low);
        if (table.isEmpty(at)) {
            if (2 * (used + 1) > table.mask) {
                rebuild(nowNs);
                at = table.find(tag, high, low);
            }
            used++;
            table.end(at, endNs);
            table.fill(at, tag, high, low);
        } else {
            table.end(at, endNs);
        }
    }

    /// Ends a prefix. The writer's thread.
    public void remove(Prefix prefix) {
        int at = table.find(
                tag(prefix.version(), prefix.length()),
                prefix.address().high(),
                prefix.address().low());
        if (!table.isEmpty(at)) {
            table.end(at, Long.MIN_VALUE);
        }
    }

    /// Forgets all. The writer's thread.
    public void clear() {
        table = new Table(SMALLEST);
        used = 0;
    }

    /// Moves what has not ended into a table with room, and hands that to the askers.
    private void rebuild(long nowNs) {
        Table old = table;
        int live = 0;
        for (int at = 0; at < old.slots.length; at += Table.STRIDE) {
            live += !old.isEmpty(at) && nowNs < old.end(at) ? 1 : 0;
        }
        Table bigger = new Table(Math.max(SMALLEST, Integer.highestOneBit(4 * (live + 1)) << 1));
        for (int at = 0; at < old.slots.length; at += Table.STRIDE) {
            if (!old.isEmpty(at) && nowNs < old.end(at)) {
                int to = bigger.find(old.slots[at], old.slots[at + 1], old.slots[at + 2]);
                bigger.end(to, old.end(at));
                bigger.fill(to, old.slots[at], old.slots[at + 1], old.slots[at + 2]);
            }
        }
        used = live;
        table = bigger;
    }
}
