package dev.winnow.detect.transform;

/// `to_lowercase`, `to_uppercase`: ASCII letters only.
enum LetterCase implements ByteTransform {
    LOWER('A', 'Z'),
    UPPER('a', 'z');

    private static final int CASE_BIT = 0x20;

    private final char first;
    private final char last;

    LetterCase(char first, char last) {
        this.first = first;
        this.last = last;
    }

    @Override
    public int apply(TransformSpace space, int length) {
        for (int i = 0; i < length; i++) {
            space.set(i, of(space.get(i)));
        }
        return length;
    }

    int of(byte value) {
        return value >= first && value <= last ? value ^ CASE_BIT : value;
    }
}
