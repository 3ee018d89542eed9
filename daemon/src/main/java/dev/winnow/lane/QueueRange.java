package dev.winnow.lane;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The queues of a run: one, or several in a row over which `--queue-balance` spreads connections.
///
/// @param first 0 to 65535
/// @param last  `first` to 65535
public record QueueRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?::(\\d{1,5}))?");
    private static final int MAX = 0xFFFF;
    private static final int MAX_QUEUES = 256;

    public QueueRange {
        if (first < 0 || last > MAX || first > last || last - first >= MAX_QUEUES) {
            throw new IllegalArgumentException("queues must be 0..65535, the first not above the last, and at most "
                    + MAX_QUEUES + ", got " + first + ":" + last);
        }
    }

    /// Reads `0` or `0:3`.
    ///
    /// @throws IllegalArgumentException with words for a person
    public static QueueRange parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a queue is a number or a range such as 0:3, got '" + text + "'");
        }
        int first = Integer.parseInt(matcher.group(1));
        return new QueueRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    boolean contains(int queue) {
        return queue >= first && queue <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + ":" + last;
    }
}
