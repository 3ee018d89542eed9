package dev.winnow.attack;

/// Estimates how many different things were seen, from a few bits.
///
/// Up to some hundred: linear counting in 64 bits (Whang, Vander-Zanden and Taylor 1990). Up to some hundred
/// thousand: HyperLogLog with 64 registers of four bits, off by an eighth (Flajolet, Fusy, Gandouet and Meunier
/// 2007).
final class Distinct {
    /// Longs that hold the registers.
    static final int REGISTER_WORDS = 4;

    private static final int REGISTERS = 64;
    private static final int REGISTERS_PER_WORD = 16;
    private static final int REGISTER_BITS = 4;
    private static final int REGISTER_MAX = 15;
    private static final double ALPHA = 0.709;
    /// How many things leave so many bits of 64 set.
    private static final int[] OF_BITS = new int[Long.SIZE + 1];

    static {
        for (int bits = 0; bits < Long.SIZE; bits++) {
            OF_BITS[bits] = (int) Math.round(linear(Long.SIZE - bits));
        }
        OF_BITS[Long.SIZE] = (int) Math.round(linear(0.5));
    }

    private Distinct() {}

    private static double linear(double empty) {
        return -REGISTERS * Math.log(empty / REGISTERS);
    }

    /// The bit that stands for a thing.
    static long bit(long hash) {
        return 1L << hash;
    }

    /// How many things have left these bits; of more than some 300 only that they are as many.
    static int count(long bits) {
        return OF_BITS[Long.bitCount(bits)];
    }

    /// The word of the four that `hash` may raise.
    static int word(long hash) {
        return (int) hash & (REGISTER_WORDS - 1);
    }

    /// That word with `hash` counted.
    static long raise(long word, long hash) {
        int shift = (int) (hash >>> 2 & (REGISTERS_PER_WORD - 1)) * REGISTER_BITS;
        int rank = Math.min(REGISTER_MAX, 1 + Long.numberOfLeadingZeros(hash));
        long before = word >>> shift & REGISTER_MAX;
        return rank > before ? (word & ~((long) REGISTER_MAX << shift)) | ((long) rank << shift) : word;
    }

    /// How many hashes were counted in the four words.
    static long count(long first, long second, long third, long fourth) {
        double sum = 0;
        int empty = 0;
        long word = 0;
        for (int i = 0; i < REGISTERS; i++) {
            if (i % REGISTERS_PER_WORD == 0) {
                word = switch (i / REGISTERS_PER_WORD) {
                    case 0 -> first;
                    case 1 -> second;
                    case 2 -> third;
                    default -> fourth;
                };
            }
            int rank = (int) (word & REGISTER_MAX);
            word >>>= REGISTER_BITS;
            sum += 1.0 / (1 << rank);
            empty += rank == 0 ? 1 : 0;
        }
        double raw = ALPHA * REGISTERS * REGISTERS / sum;
        return Math.round(raw <= 2.5 * REGISTERS && empty > 0 ? linear(empty) : raw);
    }
}
