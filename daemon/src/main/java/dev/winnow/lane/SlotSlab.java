package dev.winnow.lane;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory of all slots of a lane, in one piece, and the slots cut from it.
///
/// Ownership: the arena's. The memory is freed when the arena is closed, which must not happen before the lane's
/// threads have stopped.
final class SlotSlab {
    private static final long PAGE = 4_096;

    final MemorySegment memory;
    private final Slot[] slots;

    /// @param count how many packets the lane can hold between the kernel and a verdict
    SlotSlab(Arena arena, int count) {
        // A page more per slot than needed would waste memory; the same start in every page would share cache sets.
        // It is also more than MatchCollector.READ_BEHIND.
        long stride = Slot.CAPACITY + 64L;
        memory = arena.allocate(stride * count, PAGE);
        slots = new Slot[count];
        for (int i = 0; i < count; i++) {
            long offset = stride * i;
            slots[i] = new Slot(offset, memory.address() + offset);
        }
    }

    int slotCount() {
        return slots.length;
    }

    Slot[] slots() {
        return slots.clone();
    }
}
