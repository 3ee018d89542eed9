package dev.winnow.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A hash function over native bytes, which may come in pieces. Reused, so that nothing is allocated. One thread.
public final class NativeHash {
    private static final int CHUNK_BYTES = 1 << 10;

    private final MessageDigest function;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final byte[] digest;

    /// @param algorithm as [MessageDigest] names it, one that every Java platform has
    public NativeHash(String algorithm) {
        try {
            function = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        digest = new byte[function.getDigestLength()];
    }

    public void update(MemorySegment memory, long offset, int length) {
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            int count = Math.min(CHUNK_BYTES, length - done);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + done, chunk, 0, count);
            function.update(chunk, 0, count);
        }
    }

    public void update(byte value) {
        function.update(value);
    }

    /// The digest of what has come since the last one, or since [#reset]; good until the next.
    public byte[] digest() {
        try {
            function.digest(digest, 0, digest.length);
            return digest;
        } catch (DigestException e) {
            throw new IllegalStateException("the array is as long as the digest", e);
        }
    }

    /// Forgets what has come.
    public void reset() {
        function.reset();
    }

    /// Bytes of a digest.
    public int length() {
        return digest.length;
    }
}
