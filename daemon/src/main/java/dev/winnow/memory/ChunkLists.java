package dev.winnow.memory;

import java.util.Arrays;

/// Lists of chunks by number, linked both ways; a chunk is in one of them at most. Threading: one thread. Allocates in
/// the constructor only.
final class ChunkLists {
    private static final int END = -1;

    private final int[] first;
    private final int[] next;
    private final int[] previous;

    /// @param chunkCount chunks are numbered from 0
    ChunkLists(int listCount, int chunkCount) {
        first = new int[listCount];
        Arrays.fill(first, END);
        next = new int[chunkCount];
        previous = new int[chunkCount];
    }

    /// The list's first chunk, or -1.
    int first(int list) {
        return first[list];
    }

    /// Puts the chunk, which is in no list, in front.
    void add(int list, int chunk) {
        int second = first[list];
        next[chunk] = second;
        previous[chunk] = END;
        if (second != END) {
            previous[second] = chunk;
        }
        first[list] = chunk;
    }

    /// Takes the chunk out of the list that it is in.
    void remove(int list, int chunk) {
        int before = previous[chunk];
        int after = next[chunk];
        if (before == END) {
            first[list] = after;
        } else {
            next[before] = after;
        }
        if (after != END) {
            previous[after] = before;
        }
    }
}
