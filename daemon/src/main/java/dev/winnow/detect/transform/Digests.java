package dev.winnow.detect.transform;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/// One thread's hash functions over native memory, reused so that nothing is allocated.
final class Digests {
    private static final int CHUNK_BYTES = 4096;
    private static final int MAX_DIGEST_BYTES = 32;

    private final MessageDigest[] functions = new MessageDigest[DigestTransform.values().length];
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final byte[] digest = new byte[MAX_DIGEST_BYTES];

    Digests() {
        for (DigestTransform function : DigestTransform.values()) {
            functions[function.ordinal()] = function.create();
        }
    }

    /// Replaces `length` bytes at `offset` by their digest, for which there is room.
    ///
    /// @return the digest's length
    int replace(DigestTransform function, MemorySegment memory, long offset, int length) {
        MessageDigest hash = functions[function.ordinal()];
        for (int done = 0; done < length; done += CHUNK_BYTES) {
            int count = Math.min(CHUNK_BYTES, length - done);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + done, chunk, 0, count);
            hash.update(chunk, 0, count);
        }
        int digestLength = finish(hash);
        MemorySegment.copy(digest, 0, memory, ValueLayout.JAVA_BYTE, offset, digestLength);
        return digestLength;
    }

    private int finish(MessageDigest hash) {
        try {
            return hash.digest(digest, 0, MAX_DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold every digest", e);
        }
    }

    static MessageDigest create(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
