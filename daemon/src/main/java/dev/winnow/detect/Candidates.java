package dev.winnow.detect;

/// The rules that the packet at hand may match: a bitmap over rule indexes, and a bitmap over its words so that an
/// empty one costs nothing to walk. Handed out in rule order, each once. One thread; allocates nothing after the
/// constructor.
final class Candidates {
    private static final int WORD_SHIFT = 6;

    private final long[] rules;
    private final long[] touched;

    Candidates(int ruleCount) {
        rules = new long[wordCount(ruleCount)];
        touched = new long[wordCount(rules.length)];
    }

    private static int wordCount(int bits) {
        return (bits + Long.SIZE - 1) >> WORD_SHIFT;
    }

    void add(int ruleIndex) {
        int word = ruleIndex >> WORD_SHIFT;
        rules[word] |= 1L << ruleIndex;
        touched[word >> WORD_SHIFT] |= 1L << word;
    }

    void addAll(int[] ruleIndexes) {
        for (int ruleIndex : ruleIndexes) {
            add(ruleIndex);
        }
    }

    boolean contains(int ruleIndex) {
        return (rules[ruleIndex >> WORD_SHIFT] >>> ruleIndex & 1) != 0;
    }

    /// Takes out the first rule in order; -1 when there is none left.
    int takeFirst() {
        for (int i = 0; i < touched.length; i++) {
            if (touched[i] != 0) {
                return takeFrom((i << WORD_SHIFT) + Long.numberOfTrailingZeros(touched[i]));
            }
        }
        return -1;
    }

    private int takeFrom(int word) {
        long bits = rules[word];
        rules[word] = bits & (bits - 1);
        if (rules[word] == 0) {
            touched[word >> WORD_SHIFT] &= ~(1L << word);
        }
        return (word << WORD_SHIFT) + Long.numberOfTrailingZeros(bits);
    }

    /// Forgets what was not taken.
    void clear() {
        for (int i = 0; i < touched.length; i++) {
            for (long left = touched[i]; left != 0; left &= left - 1) {
                rules[(i << WORD_SHIFT) + Long.numberOfTrailingZeros(left)] = 0;
            }
            touched[i] = 0;
        }
    }
}
