package dev.winnow.rule.threshold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A line of a threshold.config: a word, then names with values and commas between them. A backslash at its end draws
/// the next line up.
final class ThresholdLine {
    private final int start;
    private final int end;
    private final String kind;
    private final Map<String, String> values = new LinkedHashMap<>();

    private ThresholdLine(String text, int start, int end) {
        this.start = start;
        this.end = end;
        String[] head = text.split("\\s+", 2);
        kind = head[0];
        if (head.length == 2) {
            parts(head[1]).forEach(this::add);
        }
    }

    /// The lines that say something, in their order.
    static List<ThresholdLine> of(String text) {
        List<ThresholdLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = endOfLine(text, start);
            String line =
                    text.substring(start, end).replaceAll("\\\\\\r?\\n", " ").strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(new ThresholdLine(line, start, end));
            }
            start = end + 1;
        }
        return lines;
    }

    private static int endOfLine(String text, int start) {
        int newline = text.indexOf('\n', start);
        while (newline > start && text.substring(start, newline).stripTrailing().endsWith("\\")) {
            newline = text.indexOf('\n', newline + 1);
        }
        return newline < 0 ? text.length() : newline;
    }

    /// Splits at the commas outside of brackets.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[' -> depth++;
                case ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {
                    // Part of a name or value.
                }
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private void add(String part) {
        String[] nameAndValue = part.strip().split("\\s+", 2);
        values.merge(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "", (_, later) -> later);
    }

    /// Where the line begins in the file.
    int start() {
        return start;
    }

    /// Behind its last character.
    int end() {
        return end;
    }

    String kind() {
        return kind;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// @throws IllegalArgumentException where it is missing
    String text(String name) {
        String value = values.remove(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("`" + name + "` is missing");
        }
        return value;
    }

    /// @throws IllegalArgumentException where it is missing, or none of `words`
    <T> T word(String name, Map<String, T> words) {
        String value = text(name);
        T meaning = words.get(value);
        if (meaning == null) {
            throw new IllegalArgumentException("`" + name + "` must be one of "
                    + String.join(", ", new TreeSet<>(words.keySet())) + ", found `" + value + "`");
        }
        return meaning;
    }

    /// A gid or sid.
    long id(String name) {
        return Long.parseLong(digits(name, 10));
    }

    int number(String name) {
        return Integer.parseInt(digits(name, 9));
    }

    int positive(String name) {
        int number = number(name);
        if (number == 0) {
            throw new IllegalArgumentException("`" + name + "` must be at least 1");
        }
        return number;
    }

    private String digits(String name, int most) {
        String value = text(name);
        if (value.length() > most || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("`" + name + "` must be a number, found `" + value + "`");
        }
        return value;
    }

    /// @throws IllegalArgumentException where something was said that nobody asked for
    void requireAllTaken() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("`" + values.keySet().iterator().next() + "` means nothing here");
        }
    }
}
