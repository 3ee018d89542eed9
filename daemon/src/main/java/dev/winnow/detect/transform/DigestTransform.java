package dev.winnow.detect.transform;

import dev.winnow.memory.NativeHash;

/// `to_md5`, `to_sha1`, `to_sha256`: the digest's bytes, not their hex digits.
enum DigestTransform implements ByteTransform {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA256("SHA-256");

    private final String algorithm;

    DigestTransform(String algorithm) {
        this.algorithm = algorithm;
    }

    NativeHash create() {
        return new NativeHash(algorithm);
    }

    @Override
    public int apply(TransformSpace space, int length) {
        return space.digests.replace(this, space.memory, space.base, length);
    }
}
