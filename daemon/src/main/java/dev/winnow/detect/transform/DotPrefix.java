package dev.winnow.detect.transform;

/// `dotprefix`: a dot before the first byte, so that `.example.com` finds the domain itself as well. Where there is no
/// room the last byte goes.
enum DotPrefix implements ByteTransform {
    INSTANCE;

    @Override
    public int apply(TransformSpace space, int length) {
        int kept = Math.min(length, space.capacity - 1);
        space.move(0, 1, kept);
        space.set(0, '.');
        return kept + 1;
    }
}
