package dev.winnow.attack;

import dev.winnow.flow.Hashing;
import java.util.Arrays;

/// Which of a fixed number of slots an address, or a service, has for a time.
///
/// A hash table with open addressing, never more than half full. A slot keeps its number until its time is over, so
/// that whoever asks can keep more about it in arrays beside.
///
/// Threading: one thread. Never allocates after the constructor.
final class TimedEndpoints {
    /// No slot.
    static final int NONE = -1;

    private final long seed;
    /// Slots by hash; [#NONE] where none is.
    private final int[] table;
    private final long[] highs;
    private final long[] lows;
    private final int[] ports;
    private final long[] endsNs;
    /// Of those in use.
    private final boolean[] used;
    private int size;
    private int nextFree;

    /// @param capacity slots, a power of two
    /// @param seed secret, so that senders cannot choose who shares their place
    TimedEndpoints(int capacity, long seed) {
        this.seed = seed;
        table = new int[2 * capacity];
        Arrays.fill(table, NONE);
        highs = new long[capacity];
        lows = new long[capacity];
        ports = new int[capacity];
        endsNs = new long[capacity];
        used = new boolean[capacity];
    }

    /// How many slots are in use, or were when their time ended.
    int size() {
        return size;
    }

    /// The slot of an endpoint whose time is not over; else [#NONE]. Costs next to nothing where no slot is in use.
    ///
    /// @param port 0 for an address
    int find(long high, long low, int port, long nowNs) {
        if (size == 0) {
            return NONE;
        }
        int at = place(high, low, port);
        int slot = table[at];
        if (slot != NONE && nowNs >= endsNs[slot]) {
            remove(at);
            return NONE;
        }
        return slot;
    }

    /// Gives a slot to an endpoint that has none.
    ///
    /// @return [#NONE] where all are taken, which is only known after all were looked through
    int add(long high, long low, int port, long nowNs, long endNs) {
        if (size == used.length) {
            removeEnded(nowNs);
        }
        if (size == used.length) {
            return NONE;
        }
        while (used[nextFree]) {
            nextFree = (nextFree + 1) & (used.length - 1);
        }
        int slot = nextFree;
        used[slot] = true;
        highs[slot] = high;
        lows[slot] = low;
        ports[slot] = port;
        endsNs[slot] = endNs;
        table[place(high, low, port)] = slot;
        size++;
        return slot;
    }

    /// Takes all slots back.
    void clear() {
        Arrays.fill(table, NONE);
        Arrays.fill(used, false);
        size = 0;
    }

    /// Sets the end of a slot's time.
    void extend(int slot, long endNs) {
        endsNs[slot] = endNs;
    }

    private void removeEnded(long nowNs) {
        for (int slot = 0; slot < used.length; slot++) {
            if (used[slot] && nowNs >= endsNs[slot]) {
                remove(place(highs[slot], lows[slot], ports[slot]));
            }
        }
    }

    /// Where in the table the endpoint is, or would be.
    private int place(long high, long low, int port) {
        int at = home(high, low, port);
        while (table[at] != NONE && !isAt(table[at], high, low, port)) {
            at = next(at);
        }
        return at;
    }

    private boolean isAt(int slot, long high, long low, int port) {
        return lows[slot] == low && highs[slot] == high && ports[slot] == port;
    }

    private int home(long high, long low, int port) {
        return (int) Hashing.endpoint(seed, high, low, port) & (table.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (table.length - 1);
    }

    /// Leaves no hole that a search would end at: who stands behind moves up, unless that is before its home (Knuth,
    /// The Art of Computer Programming 3, section 6.4, algorithm R).
    private void remove(int place) {
        used[table[place]] = false;
        size--;
        int hole = place;
        for (int at = next(place); table[at] != NONE; at = next(at)) {
            int slot = table[at];
            int home = home(highs[slot], lows[slot], ports[slot]);
            int mask = table.length - 1;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                table[hole] = slot;
                hole = at;
            }
        }
        table[hole] = NONE;
    }
}
