package dev.winnow.detect.transform;

/// `strip_whitespace`, `compress_whitespace`: of each run of white space nothing stays, or its first byte.
enum Whitespace implements ByteTransform {
    STRIP,
    COMPRESS;

    @Override
    public int apply(TransformSpace space, int length) {
        int kept = 0;
        boolean inRun = this == STRIP;
        for (int i = 0; i < length; i++) {
            byte value = space.get(i);
            boolean white = isWhite(value);
            if (!white || !inRun) {
                space.set(kept++, value);
            }
            inRun = white || this == STRIP;
        }
        return kept;
    }

    /// As C's `isspace`: space, and tab to carriage return.
    private static boolean isWhite(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }
}
