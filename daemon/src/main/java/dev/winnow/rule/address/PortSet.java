package dev.winnow.rule.address;

import java.util.Arrays;
import java.util.BitSet;
import java.util.StringJoiner;

/// A set of ports, kept as sorted ranges that neither overlap nor touch. Immutable; lookups allocate nothing and may
/// come from any thread.
public final class PortSet {
    private static final int PORTS = 1 << 16;

    /// Every port.
    public static final PortSet ANY = new PortSet(ofRange(0, PORTS - 1).toBitSet(), true);

    private final char[] lows;
    private final char[] highs;
    private final boolean allowsNone;

    private PortSet(BitSet ports, boolean allowsNone) {
        this.allowsNone = allowsNone;
        int count = 0;
        for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(ports.nextClearBit(from))) {
            count++;
        }
        lows = new char[count];
        highs = new char[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            int from = ports.nextSetBit(end);
            end = ports.nextClearBit(from);
            lows[i] = (char) from;
            highs[i] = (char) (end - 1);
        }
    }

    /// The ports whose bits are set; bits past 65535 must not be.
    public static PortSet of(BitSet ports) {
        if (ports.length() > PORTS) {
            throw new IllegalArgumentException("port " + (ports.length() - 1));
        }
        return new PortSet(ports, false);
    }

    /// From `low` to `high`, both included.
    public static PortSet ofRange(int low, int high) {
        BitSet ports = new BitSet(PORTS);
        ports.set(low, high + 1);
        return of(ports);
    }

    /// Whether `port`, 0..65535, is in the set.
    public boolean contains(int port) {
        int from = 0;
        int to = lows.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (port < lows[middle]) {
                to = middle - 1;
            } else if (port > highs[middle]) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /// True if every port is in the set.
    public boolean isAny() {
        return equals(ANY);
    }

    /// Whether packets without ports match too: for [#ANY], not for a range that has every port.
    public boolean allowsNone() {
        return allowsNone;
    }

    public boolean isEmpty() {
        return lows.length == 0;
    }

    /// The ports as bits, in a set that the caller owns.
    public BitSet toBitSet() {
        BitSet ports = new BitSet(PORTS);
        for (int i = 0; i < lows.length; i++) {
            ports.set(lows[i], highs[i] + 1);
        }
        return ports;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortSet set && Arrays.equals(lows, set.lows) && Arrays.equals(highs, set.highs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lows) + Arrays.hashCode(highs);
    }

    @Override
    public String toString() {
        StringJoiner ranges = new StringJoiner(",", "[", "]");
        for (int i = 0; i < lows.length; i++) {
            ranges.add(lows[i] == highs[i] ? "" + (int) lows[i] : (int) lows[i] + ":" + (int) highs[i]);
        }
        return ranges.toString();
    }
}
