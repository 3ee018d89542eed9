package dev.winnow.detect.transform;

/// `url_decode`: `%` and two hex digits become a byte, `+` a space; any other `%` stays. Once: what comes out is not
/// decoded again.
enum UrlDecode implements ByteTransform {
    INSTANCE;

    @Override
    public int apply(TransformSpace space, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            byte value = space.get(i);
            int decoded = value == '%' && i + 2 < length ? pair(space.get(i + 1), space.get(i + 2)) : -1;
            if (decoded >= 0) {
                space.set(kept++, decoded);
                i += 2;
            } else {
                space.set(kept++, value == '+' ? ' ' : value);
            }
        }
        return kept;
    }

    /// The byte of two hex digits, or a negative number where they are none.
    private static int pair(byte high, byte low) {
        return Character.digit(high, 16) << 4 | Character.digit(low, 16);
    }
}
