package dev.winnow.config;

import java.util.Locale;

/// How many threads a lane has: `threading.mode`.
///
/// @param split   false: intake, worker and verdict sender share one thread; true: each has its own
/// @param workers number of workers of a split lane; 0: as many as there are processors to spare
public record Threads(boolean split, int workers) {
    /// The most workers that can be asked for.
    public static final int MAX_WORKERS = 256;

    static final String DESCRIPTION = "single, split, or split:N with N from 1 to " + MAX_WORKERS;

    private static final String SPLIT = "split";

    /// `single`, `split` or `split:N`.
    static Threads parse(String text) throws BadValueException {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("single")) {
            return new Threads(false, 1);
        }
        if (word.equals(SPLIT)) {
            return new Threads(true, 0);
        }
        if (word.matches("split:[0-9]{1,3}")) {
            int workers = Integer.parseInt(word.substring(SPLIT.length() + 1));
            if (workers >= 1 && workers <= MAX_WORKERS) {
                return new Threads(true, workers);
            }
        }
        throw ValueType.unexpected(DESCRIPTION, "'" + text + "'");
    }
}
