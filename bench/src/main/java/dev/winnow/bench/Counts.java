package dev.winnow.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The `key=value` line with which a program ends.
///
/// @param values by key
public record Counts(Map<String, String> values) {

    /// Reads the last line of `output`; words without `=` are passed over.
    public static Counts ofLastLine(String output) {
        String line = output.strip().lines().reduce("", (_, last) -> last);
        return new Counts(Arrays.stream(line.split(" ", -1))
                .filter(word -> word.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        word -> word.substring(0, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1))));
    }

    /// A whole number.
    ///
    /// @throws IllegalStateException where the line lacks `key`
    public long number(String key) {
        return Long.parseLong(text(key));
    }

    /// Any number.
    ///
    /// @throws IllegalStateException where the line lacks `key`
    public double fraction(String key) {
        return Double.parseDouble(text(key));
    }

    private String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no count '%s' in %s".formatted(key, values));
        }
        return value;
    }
}
