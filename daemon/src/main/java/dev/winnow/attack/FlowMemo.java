package dev.winnow.attack;

/// What is kept with a flow between its packets, in the one word that [dev.winnow.flow.Flow#memo] has for it.
///
/// ```
///   63        32 31      16   13    12     11       9 8       5   4    3     0
///  |            |   left   | ACK | good | body | line | counted | 1 | phase |
/// ```
///
/// left: bytes of a request's body that are owed · ACK: it began with a bare ACK · good: it led to an answer ·
/// body: the request has one · line: how much of the empty line behind a head was seen · counted: at whose
/// tallies, from [Subject#SOURCE] to [Subject#SERVICE].
final class FlowMemo {
    /// More of a body than this is not waited for.
    static final int LEFT_MAX = 1 << 14;

    static final long GOOD = 1L << 12;
    static final long BARE_ACK = 1L << 13;
    static final long HAS_BODY = 1L << 11;

    private static final long KNOWN = 1L << 4;
    private static final int PHASE_MASK = 0xF;
    private static final int COUNTED_SHIFT = 5;
    private static final int LINE_SHIFT = 9;
    private static final long LINE_MASK = 3L << LINE_SHIFT;
    private static final int LEFT_SHIFT = 16;
    private static final long LEFT_MASK = 0xFFFFL << LEFT_SHIFT;

    private FlowMemo() {}

    static long of(int phase) {
        return KNOWN | phase;
    }

    static int phase(long memo) {
        return (int) memo & PHASE_MASK;
    }

    static long withPhase(long memo, int phase) {
        return (memo & ~PHASE_MASK) | phase;
    }

    static long counted(int kind) {
        return 1L << (COUNTED_SHIFT + kind);
    }

    static boolean isCounted(long memo, int kind) {
        return (memo & counted(kind)) != 0;
    }

    /// 0 to 3.
    static int line(long memo) {
        return (int) ((memo & LINE_MASK) >>> LINE_SHIFT);
    }

    static long withLine(long memo, int line) {
        return (memo & ~LINE_MASK) | (long) line << LINE_SHIFT;
    }

    static int left(long memo) {
        return (int) ((memo & LEFT_MASK) >>> LEFT_SHIFT);
    }

    /// @param left 0 to [#LEFT_MAX]
    static long withLeft(long memo, int left) {
        return (memo & ~LEFT_MASK) | (long) left << LEFT_SHIFT;
    }
}
