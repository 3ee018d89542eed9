package dev.winnow.flow;

/// What was odd about the packet at hand. One thread.
final class StreamEvents {
    private long bits;

    void clear() {
        bits = 0;
    }

    void note(StreamEvent event) {
        bits |= event.bit();
    }

    /// The bits of [StreamEvent].
    long bits() {
        return bits;
    }
}
