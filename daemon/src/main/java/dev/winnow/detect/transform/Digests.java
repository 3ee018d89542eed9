package dev.winnow.detect.transform;

import dev.winnow.memory.NativeHash;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One thread's hash functions over native memory, reused so that nothing is allocated.
final class Digests {
    private final NativeHash[] functions = new NativeHash[DigestTransform.values().length];

    Digests() {
        for (DigestTransform function : DigestTransform.values()) {
            functions[function.ordinal()] = function.create();
        }
    }

    /// Replaces `length` bytes at `offset` by their digest, for which there is room.
    ///
    /// @return the digest's length
    int replace(DigestTransform function, MemorySegment memory, long offset, int length) {
        NativeHash hash = functions[function.ordinal()];
        hash.update(memory, offset, length);
        MemorySegment.copy(hash.digest(), 0, memory, ValueLayout.JAVA_BYTE, offset, hash.length());
        return hash.length();
    }
}
