package dev.winnow.rule.parse;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the name that somebody probably meant.
final class Nearest {
    private static final int MAX_LENGTH = 40;

    private Nearest() {}

    /// `, did you mean …?` for the nearest of `names`, or nothing when none is near.
    static String hint(String word, Collection<String> names) {
        return of(word, names).map(name -> ", did you mean `" + name + "`?").orElse("");
    }

    /// The one of `names` that takes the fewest changes of single letters, at most a third of the word's length. Of
    /// several equally near the alphabetically first.
    static Optional<String> of(String word, Collection<String> names) {
        if (word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String nearest = null;
        int fewest = Math.max(1, word.length() / 3) + 1;
        for (String name : names) {
            int changes = changes(word, name);
            if (changes < fewest || (changes == fewest && nearest != null && name.compareTo(nearest) < 0)) {
                nearest = name;
                fewest = changes;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// Letters added, dropped, replaced or exchanged with their neighbour (optimal string alignment), row by row.
    private static int changes(String from, String to) {
        int[] beforePrevious = new int[to.length() + 1];
        int[] previous = new int[to.length() + 1];
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] recycled = beforePrevious;
            beforePrevious = previous;
            previous = row;
            row = recycled;
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
                if (isExchange(from, i, to, j)) {
                    row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
                }
            }
        }
        return row[to.length()];
    }

    private static boolean isExchange(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
