package dev.winnow.protocol.http2;

import dev.winnow.protocol.Transaction;

/// The numbers in the frames of one direction of a stream: the last few of each kind. Reused. Threading: its flow's.
final class StreamNumbers {
    static final int ERROR_CODE = 0;
    static final int PRIORITY = 1;
    static final int WINDOW = 2;
    static final int SIZE_UPDATE = 3;
    /// A setting's identifier in the upper 32 bits, its value in the lower ones.
    static final int SETTING = 4;

    private static final int KINDS = 5;
    private static final int KEPT = 8;
    private static final int LAST_FRAME_TYPE = Long.SIZE - 1;

    private final long[] values = new long[KINDS * KEPT];
    private final int[] counts = new int[KINDS];
    private long frameTypes;

    void clear() {
        frameTypes = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            counts[kind] = 0;
        }
    }

    void add(int kind, long value) {
        values[kind * KEPT + counts[kind] % KEPT] = value;
        counts[kind]++;
    }

    /// Notes a frame; types that do not exist are left out.
    void addFrame(int type) {
        if (type <= LAST_FRAME_TYPE) {
            frameTypes |= 1L << type;
        }
    }

    /// @return [Transaction#NO_NUMBER] if there are not so many
    long get(int kind, int instance) {
        return instance < Math.min(counts[kind], KEPT) ? values[kind * KEPT + instance] : Transaction.NO_NUMBER;
    }

    /// The types of the frames, each once, in ascending order.
    ///
    /// @return [Transaction#NO_NUMBER] if there are not so many
    long frameType(int instance) {
        long rest = frameTypes;
        for (int i = 0; i < instance; i++) {
            rest &= rest - 1;
        }
        return rest == 0 ? Transaction.NO_NUMBER : Long.numberOfTrailingZeros(rest);
    }
}
