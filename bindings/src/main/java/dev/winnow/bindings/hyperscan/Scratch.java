package dev.winnow.bindings.hyperscan;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory in which one scan at a time keeps its state.
///
/// Ownership: owns native memory until [#close]. Threading: one thread at a time; libhs refuses a second scan with
/// the same scratch.
public final class Scratch implements AutoCloseable {
    private MemorySegment scratch;

    private Scratch(MemorySegment scratch) {
        this.scratch = scratch;
    }

    /// A scratch large enough for `database`.
    public static Scratch of(PatternDatabase database) {
        Scratch made = new Scratch(MemorySegment.NULL);
        made.fit(database);
        return made;
    }

    /// Makes this scratch large enough for `database` as well; [#address] may change.
    public void fit(PatternDatabase database) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocateFrom(ADDRESS, scratch);
            int rc = Hyperscan.allocScratch(MemorySegment.ofAddress(database.address()), pointer);
            HyperscanException.check("hs_alloc_scratch", rc);
            scratch = pointer.get(ADDRESS, 0);
        }
    }

    /// Another scratch of the same size, for another thread.
    public Scratch copy() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ADDRESS);
            HyperscanException.check("hs_clone_scratch", Hyperscan.cloneScratch(scratch, pointer));
            return new Scratch(pointer.get(ADDRESS, 0));
        }
    }

    /// Where the scratch lies, for [MatchCollector#collect].
    public long address() {
        return scratch.address();
    }

    @Override
    public void close() {
        HyperscanException.check("hs_free_scratch", Hyperscan.freeScratch(scratch));
        scratch = MemorySegment.NULL;
    }
}
