package dev.winnow.detect.transform;

/// `xor`: each byte with the key's byte at the same place, the key repeated.
final class XorTransform implements ByteTransform {
    private final byte[] key;

    /// @param key at least one byte; kept
    XorTransform(byte[] key) {
        this.key = key;
    }

    @Override
    public int apply(TransformSpace space, int length) {
        for (int i = 0; i < length; i++) {
            space.set(i, space.get(i) ^ key[i % key.length]);
        }
        return length;
    }
}
