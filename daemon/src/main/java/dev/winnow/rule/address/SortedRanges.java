package dev.winnow.rule.address;

import java.util.List;

/// Disjoint ranges of one IP version in ascending order, flat for binary search.
final class SortedRanges {
    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    SortedRanges(List<IpRange> ranges) {
        firstHigh = ranges.stream().mapToLong(r -> r.first().high()).toArray();
        firstLow = ranges.stream().mapToLong(r -> r.first().low()).toArray();
        lastHigh = ranges.stream().mapToLong(r -> r.last().high()).toArray();
        lastLow = ranges.stream().mapToLong(r -> r.last().low()).toArray();
    }

    boolean isEmpty() {
        return firstHigh.length == 0;
    }

    boolean contains(long high, long low) {
        int from = 0;
        int to = firstHigh.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (isLess(high, low, firstHigh[middle], firstLow[middle])) {
                to = middle - 1;
            } else if (isLess(lastHigh[middle], lastLow[middle], high, low)) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) < 0 : Long.compareUnsigned(high, otherHigh) < 0;
    }
}
