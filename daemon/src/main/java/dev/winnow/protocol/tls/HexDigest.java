package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes native bytes into hexadecimal text without allocating. Reused. One thread.
final class HexDigest {
    private static final int CHUNK_BYTES = 1 << 10;

    private final MessageDigest digest;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final byte[] result;

    private HexDigest(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        result = new byte[digest.getDigestLength()];
    }

    static HexDigest md5() {
        return new HexDigest("MD5");
    }

    static HexDigest sha1() {
        return new HexDigest("SHA-1");
    }

    /// Appends the digest as lower-case digits.
    void append(GrowingBytes out, MemorySegment memory, long offset, int length) {
        hash(memory, offset, length);
        for (byte octet : result) {
            Hex.appendLower(out, octet);
        }
    }

    /// Appends the digest as lower-case digits, a colon between bytes.
    void appendWithColons(GrowingBytes out, MemorySegment memory, long offset, int length) {
        int first = out.length();
        hash(memory, offset, length);
        for (byte octet : result) {
            if (out.length() > first) {
                out.append((byte) ':');
            }
            Hex.appendLower(out, octet);
        }
    }

    private void hash(MemorySegment memory, long offset, int length) {
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            int count = Math.min(CHUNK_BYTES, length - done);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + done, chunk, 0, count);
            digest.update(chunk, 0, count);
        }
        try {
            digest.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the array is as long as the digest", e);
        }
    }
}
