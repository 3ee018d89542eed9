package dev.winnow.flow;

/// Patterns that were found in a stream's last bytes, so that what was searched once is not searched again as long as
/// it is shown before fresh bytes.
///
/// A sighting holds until the window has moved past the place up to which was searched when it was made. There is room
/// for a few; where there are more, the bytes are to be searched again.
///
/// Belongs to a stream; the searcher's thread. Allocates in the constructor only.
public final class Sightings {
    private static final int CAPACITY = 8;

    private final int[] patterns = new int[CAPACITY];
    private final long[] ends = new long[CAPACITY];
    private Object searcher;
    private int count;
    private long searchedTo;
    private long incompleteTo;

    /// Forgets what is no longer shown, and tells whether everything before the fresh bytes was searched and what was
    /// found there is here. Where it was not, all that is shown is to be searched, and nothing is here.
    ///
    /// @param newSearcher of whose patterns the sightings are, compared by identity
    /// @param position in the stream, of the first byte shown
    /// @param freshPosition of the first fresh one
    public boolean cover(Object newSearcher, long position, long freshPosition) {
        boolean covers = searcher == newSearcher && searchedTo >= freshPosition && position >= incompleteTo;
        if (!covers) {
            clear();
            searcher = newSearcher;
            return false;
        }
        for (int i = count - 1; i >= 0; i--) {
            if (ends[i] <= position) {
                count--;
                patterns[i] = patterns[count];
                ends[i] = ends[count];
            }
        }
        return true;
    }

    /// Says that all bytes before `end` are searched. Sightings are added afterwards.
    public void searched(long end) {
        searchedTo = end;
    }

    /// Adds a pattern that was found in the bytes just searched.
    public void add(int pattern) {
        for (int i = 0; i < count; i++) {
            if (patterns[i] == pattern) {
                ends[i] = searchedTo;
                return;
            }
        }
        if (count == CAPACITY) {
            lose();
            return;
        }
        patterns[count] = pattern;
        ends[count++] = searchedTo;
    }

    /// Says that not all patterns were added that are in the bytes just searched.
    public void lose() {
        incompleteTo = searchedTo;
    }

    /// How many patterns there are.
    public int count() {
        return count;
    }

    /// One of the patterns.
    public int pattern(int index) {
        return patterns[index];
    }

    void clear() {
        searcher = null;
        count = 0;
        searchedTo = 0;
        incompleteTo = 0;
    }
}
