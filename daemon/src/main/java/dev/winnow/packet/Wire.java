package dev.winnow.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads network-order numbers at any alignment. Callers have checked the bounds: these reads may throw past the end.
final class Wire {
    static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Wire() {}

    static int u8(MemorySegment memory, long offset) {
        return memory.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    static int u16(MemorySegment memory, long offset) {
        return memory.get(U16, offset) & 0xFFFF;
    }

    /// All 32 bits; the sign is the caller's business.
    static int u32(MemorySegment memory, long offset) {
        return memory.get(U32, offset);
    }

    static long u64(MemorySegment memory, long offset) {
        return memory.get(U64, offset);
    }
}
