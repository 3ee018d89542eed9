package dev.winnow.packet;

/// The [DecodeEvent]s of one packet. Reused from packet to packet; one thread; allocates nothing.
public final class DecodeEvents {
    private long low;
    private long high;

    DecodeEvents() {}

    /// In its word: shifts count modulo 64.
    private static long bit(DecodeEvent event) {
        return 1L << event.ordinal();
    }

    void add(DecodeEvent event) {
        if (event.ordinal() < Long.SIZE) {
            low |= bit(event);
        } else {
            high |= bit(event);
        }
    }

    void clear() {
        low = 0;
        high = 0;
    }

    public boolean has(DecodeEvent event) {
        return ((event.ordinal() < Long.SIZE ? low : high) & bit(event)) != 0;
    }

    public boolean isEmpty() {
        return (low | high) == 0;
    }
}
