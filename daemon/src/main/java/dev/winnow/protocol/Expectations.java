package dev.winnow.protocol;

import dev.winnow.rule.syntax.AppProtocol;

/// Connections that others have announced, by the address and port that they will go to. Bounded: a new one takes the
/// place of an older one of the same hash. Threading: one thread, so both connections must be on it.
public final class Expectations {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] addressHigh;
    private final long[] addressLow;
    private final int[] ports;
    private final AppProtocol[] protocols;
    private final int shift;
    private int count;

    /// @param capacity a power of two, at least 2
    public Expectations(int capacity) {
        addressHigh = new long[capacity];
        addressLow = new long[capacity];
        ports = new int[capacity];
        protocols = new AppProtocol[capacity];
        shift = Long.numberOfLeadingZeros(capacity) + 1;
    }

    /// Expects one connection of `protocol` to an address, as in [dev.winnow.flow.Flow], and a port.
    public void expect(long high, long low, int port, AppProtocol protocol) {
        int place = place(high, low, port);
        count += protocols[place] == null ? 1 : 0;
        addressHigh[place] = high;
        addressLow[place] = low;
        ports[place] = port;
        protocols[place] = protocol;
    }

    /// The protocol expected of a connection to that address and port, which is not expected again; or null.
    AppProtocol take(long high, long low, int port) {
        if (count == 0) {
            return null;
        }
        int place = place(high, low, port);
        AppProtocol expected = protocols[place];
        if (expected == null || addressHigh[place] != high || addressLow[place] != low || ports[place] != port) {
            return null;
        }
        protocols[place] = null;
        count--;
        return expected;
    }

    private int place(long high, long low, int port) {
        long mixed = ((high * MIX) ^ low) * MIX;
        return (int) (((mixed ^ port) * MIX) >>> shift);
    }
}
