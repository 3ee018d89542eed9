package dev.winnow.detect.transform;

import java.security.MessageDigest;

/// `to_md5`, `to_sha1`, `to_sha256`: the digest's bytes, not their hex digits.
enum DigestTransform implements ByteTransform {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA256("SHA-256");

    private final String algorithm;

    DigestTransform(String algorithm) {
        this.algorithm = algorithm;
    }

    MessageDigest create() {
        return Digests.create(algorithm);
    }

    @Override
    public int apply(TransformSpace space, int length) {
        return space.digests.replace(this, space.memory, space.base, length);
    }
}
