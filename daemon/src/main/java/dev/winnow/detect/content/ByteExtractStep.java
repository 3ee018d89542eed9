package dev.winnow.detect.content;

/// `byte_extract`: keeps a number of the bytes for later options. What follows counts from behind it.
final class ByteExtractStep implements Step {
    private final NumberSource source;
    private final long multiplier;
    private final int alignment;
    private final int slot;
    private final Step next;

    /// @param alignment a power of two to whose multiple the number is rounded up, after it was multiplied; 1 for none
    /// @param slot of [Inspection#variables]
    ByteExtractStep(NumberSource source, long multiplier, int alignment, int slot, Step next) {
        this.source = source;
        this.multiplier = multiplier;
        this.alignment = alignment;
        this.slot = slot;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int end = source.read(in, previousEnd);
        if (end == NumberSource.NONE) {
            return false;
        }
        in.variables[slot] = (in.number * multiplier + alignment - 1) & -alignment;
        if (!next.matches(in, end)) {
            return false;
        }
        in.reach(end);
        return true;
    }
}
