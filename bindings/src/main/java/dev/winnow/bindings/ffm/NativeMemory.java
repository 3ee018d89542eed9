package dev.winnow.bindings.ffm;

import java.lang.foreign.MemorySegment;

/// The process's whole address space, for reading at addresses that C handed over.
public final class NativeMemory {
    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private NativeMemory() {}

    /// A segment in which the offset is the address, so that raw addresses are read and copied without a segment
    /// made for each. Nothing checks its bounds: the caller has checked, or the process crashes.
    ///
    /// Lifetime: for ever; the memory behind it is whoever's it is. Threading: any.
    public static MemorySegment everything() {
        return EVERYTHING;
    }

    /// The `length` bytes at `address`, unowned; a crash for whoever outlives the memory.
    public static MemorySegment at(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length);
    }

    /// Whether a C function returned NULL.
    public static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }
}
