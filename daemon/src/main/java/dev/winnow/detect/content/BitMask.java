package dev.winnow.detect.content;

/// `bitmask`: the bits of a number that count, moved right until the mask's lowest bit is the number's lowest.
///
/// @param bits -1 leaves numbers as they are
record BitMask(long bits) {
    static final BitMask ALL = new BitMask(-1);

    long apply(long number) {
        return (number & bits) >>> Long.numberOfTrailingZeros(bits);
    }
}
