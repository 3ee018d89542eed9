package dev.winnow.protocol;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.syntax.AppProtocol;

/// Connections that others have announced, by the address and port that they will go to. Bounded: a new one takes the
/// place of an older one of the same hash. Threading: one thread, so both connections must be on it.
public final class Expectations {
    /// Kept of a file's name.
    public static final int MAX_NAME_BYTES = 256;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] addressHigh;
    private final long[] addressLow;
    private final int[] ports;
    private final AppProtocol[] protocols;
    private final int[] kinds;
    private final int[] nameLengths;
    private final byte[] names;
    private final int shift;
    private int count;
    private int taken;

    /// @param capacity a power of two, at least 2
    public Expectations(int capacity) {
        kinds = new int[capacity];
        nameLengths = new int[capacity];
        names = new byte[capacity * MAX_NAME_BYTES];
        addressHigh = new long[capacity];
        addressLow = new long[capacity];
        ports = new int[capacity];
        protocols = new AppProtocol[capacity];
        shift = Long.numberOfLeadingZeros(capacity) + 1;
    }

    /// Expects one connection of `protocol` to an address, as in [dev.winnow.flow.Flow], and a port.
    ///
    /// @param kind of file that it carries, by a number of the protocol's
    /// @param name of that file; of one that is too long, the beginning
    public void expect(long high, long low, int port, AppProtocol protocol, int kind, Octets name) {
        int place = place(high, low, port);
        count += protocols[place] == null ? 1 : 0;
        addressHigh[place] = high;
        addressLow[place] = low;
        ports[place] = port;
        protocols[place] = protocol;
        kinds[place] = kind;
        nameLengths[place] = Math.min(name.length(), MAX_NAME_BYTES);
        for (int i = 0; i < nameLengths[place]; i++) {
            names[place * MAX_NAME_BYTES + i] = (byte) name.u8(i);
        }
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
        taken = place;
        return expected;
    }

    /// The kind of file that the connection taken last carries.
    public int takenKind() {
        return kinds[taken];
    }

    /// Appends the name of that file, good until the next connection is expected.
    public void appendTakenName(GrowingBytes out) {
        for (int i = 0; i < nameLengths[taken]; i++) {
            out.append(names[taken * MAX_NAME_BYTES + i]);
        }
    }

    private int place(long high, long low, int port) {
        long mixed = ((high * MIX) ^ low) * MIX;
        return (int) (((mixed ^ port) * MIX) >>> shift);
    }
}
