package dev.winnow.detect.transform;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.hyperscan.MatchCollector;
import dev.winnow.bindings.pcre2.MatchLimits;
import dev.winnow.bindings.pcre2.RegexMatcher;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where one thread transforms bytes: a bounded piece of native memory, and what hashes and regular expressions need.
///
/// Ownership: the arena owns the memory; the regular expressions' memory is freed by [#close]. Threading: one thread.
public final class TransformSpace implements AutoCloseable {
    /// Room for the longest digest, whatever the bound.
    private static final int MIN_BYTES = 64;

    final MemorySegment memory = NativeMemory.everything();
    final long base;
    final int capacity;
    final Digests digests = new Digests();
    final RegexMatcher matcher;

    /// @param maxBytes of a buffer that are transformed; what is behind them is not looked into
    /// @param pool complete; where it is empty, PCRE2 is not needed
    public TransformSpace(Arena arena, int maxBytes, RegexPool pool) {
        capacity = Math.max(maxBytes, MIN_BYTES);
        base = arena.allocate(capacity + MatchCollector.READ_BEHIND).address();
        matcher = pool.size() == 0 ? null : new RegexMatcher(MatchLimits.DEFAULT, 1);
    }

    int take(ByteRange bytes) {
        int length = Math.min(bytes.length(), capacity);
        MemorySegment.copy(bytes.memory(), bytes.offset(), memory, base, length);
        return length;
    }

    byte get(int index) {
        return memory.get(ValueLayout.JAVA_BYTE, base + index);
    }

    void set(int index, int value) {
        memory.set(ValueLayout.JAVA_BYTE, base + index, (byte) value);
    }

    /// Moves `length` bytes, which may overlap.
    void move(int from, int to, int length) {
        MemorySegment.copy(memory, base + from, memory, base + to, length);
    }

    @Override
    public void close() {
        if (matcher != null) {
            matcher.close();
        }
    }
}
