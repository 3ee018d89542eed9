package dev.winnow.ban.lockdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Neighbouring ports.
///
/// @param last included
public record PortRange(int first, int last) {
    private static final int ALL_PORTS = 65_535;

    /// Every port that can be connected to.
    public static final PortRange ALL = new PortRange(1, ALL_PORTS);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /// @throws IllegalArgumentException where these are no ports
    public PortRange {
        if (first < 1 || last > ALL_PORTS || first > last) {
            throw new IllegalArgumentException(first + "-" + last + " are no ports");
        }
    }

    /// Reads ports and ranges with commas between them, as in `22,8000-8080`.
    ///
    /// @return empty for anything else, and for ranges that overlap
    public static Optional<List<PortRange>> parse(String text) {
        List<PortRange> ranges = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Matcher matcher = TEXT.matcher(word.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < 1 || last > ALL_PORTS || first > last) {
                return Optional.empty();
            }
            PortRange range = new PortRange(first, last);
            if (ranges.stream().anyMatch(range::overlaps)) {
                return Optional.empty();
            }
            ranges.add(range);
        }
        return Optional.of(ranges);
    }

    boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }

    /// What of it is up to `limit`; empty where nothing is.
    Optional<PortRange> upTo(int limit) {
        return first > limit ? Optional.empty() : Optional.of(new PortRange(first, Math.min(last, limit)));
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
