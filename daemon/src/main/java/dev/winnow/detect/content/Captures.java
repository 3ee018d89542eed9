package dev.winnow.detect.content;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.flow.Flow;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What regular expressions have captured in the packet at hand, for the variables of its flow and of itself.
///
/// ```
///   settled: of rules that have matched, the packet's variables | taken: of a rule still being looked at
/// ```
///
/// Bounded: a capture that is too long is cut, and one for which there is no room is not kept. One per thread, reused
/// for every packet; allocates nothing.
public final class Captures {
    private static final int MOST = 64;
    private static final int MOST_BYTES = 1 << 10;
    private static final MemorySegment MEMORY = NativeMemory.everything();

    private final long bytes;
    private final int[] variables = new int[MOST];
    private final int[] lengths = new int[MOST];
    private int count;
    private int settled;

    Captures(Arena arena) {
        bytes = arena.allocate((long) MOST * MOST_BYTES).address();
    }

    /// The variable with number `id` of a packet, as told apart from those of flows.
    static int ofPacket(int id) {
        return ~id;
    }

    /// Forgets all, for another packet.
    public void clear() {
        count = 0;
        settled = 0;
    }

    /// How many there are, for [#cut].
    public int mark() {
        return count;
    }

    /// Forgets those since `mark`, which were taken by what does not match after all.
    public void cut(int mark) {
        count = mark;
    }

    /// Copies `length` bytes.
    ///
    /// @param variable a flow's number, or [#ofPacket]
    void take(int variable, MemorySegment memory, long offset, int length) {
        if (count < MOST) {
            int kept = Math.min(length, MOST_BYTES);
            MemorySegment.copy(memory, offset, MEMORY, place(count), kept);
            variables[count] = variable;
            lengths[count++] = kept;
        }
    }

    private long place(int index) {
        return bytes + (long) index * MOST_BYTES;
    }

    /// Gives the flow what was taken for it: the rules that took it have matched.
    ///
    /// @param flow null for a packet without one
    public void settle(Flow flow) {
        for (; settled < count; settled++) {
            if (flow != null && variables[settled] >= 0) {
                flow.setText(variables[settled], place(settled), lengths[settled]);
            }
        }
    }

    /// How many are settled; some of them may be of the flow.
    public int count() {
        return settled;
    }

    /// The packet's variable at an index below [#count], or -1 where it is one of the flow, or set anew later.
    public int packetVariable(int index) {
        return variables[index] < 0 && find(variables[index]) == index ? ~variables[index] : -1;
    }

    /// Turns `range` to the bytes at an index below [#count].
    public void read(int index, ByteRange range) {
        range.set(MEMORY, place(index), lengths[index]);
    }

    /// Turns `range` to what the packet's variable `id` holds; false if it was not set.
    public boolean packetText(int id, ByteRange range) {
        int index = find(~id);
        if (index < 0) {
            return false;
        }
        read(index, range);
        return true;
    }

    private int find(int variable) {
        for (int i = settled - 1; i >= 0; i--) {
            if (variables[i] == variable) {
                return i;
            }
        }
        return -1;
    }
}
