package dev.winnow.detect.content;

/// Where in a buffer an option finds its number. Immutable.
///
/// @param offset from the buffer's start, or from the previous match's end when `relative`; 32 bits with sign
/// @param count bytes that the number takes
record NumberSource(Amount offset, boolean relative, Amount count, NumberFormat format) {
    /// What [#read] answers when there is no number, or not all of it in the buffer.
    static final int NONE = -1;

    /// Reads the number into [Inspection#number].
    ///
    /// @return the place behind it, which in text is that behind its last digit, however many bytes it may take; or
    ///     [#NONE]
    int read(Inspection in, int previousEnd) {
        long place = (relative ? previousEnd : -in.position) + (int) offset.value(in);
        long bytes = count.value(in);
        boolean inside = place >= 0 && bytes >= 0 && bytes <= in.length - place;
        int taken = inside ? format.read(in, (int) place, (int) bytes) : NumberFormat.NONE;
        return taken == NumberFormat.NONE ? NONE : (int) place + taken;
    }
}
