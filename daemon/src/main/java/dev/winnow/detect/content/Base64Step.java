package dev.winnow.detect.content;

/// `base64_decode` with what is asked of `base64_data`. Nothing decoded is no data.
final class Base64Step implements Step {
    private final int offset;
    private final boolean relative;
    private final int maxCount;
    private final Step[] data;
    private final Step next;

    /// @param offset from the buffer's start, or from the previous match's end when `relative`
    /// @param maxCount bytes to decode, if there are as many
    /// @param data chains that look into what was decoded
    Base64Step(int offset, boolean relative, int maxCount, Step[] data, Step next) {
        this.offset = offset;
        this.relative = relative;
        this.maxCount = maxCount;
        this.data = data;
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        long start = (relative ? previousEnd : -in.position) + offset;
        if (start < 0 || start >= in.length) {
            return false;
        }
        int from = (int) start;
        int count = Math.min(maxCount, in.length - from);
        if (!in.spend(count) || !in.decodedFulfils(from, count, data) || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach(from + count);
        return true;
    }
}
