package dev.winnow.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times such as `90s`, `10m`, `1h` and `7d`.
public final class DurationType {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final String DESCRIPTION = "a time such as 90s, 10m, 1h or 7d";

    static final ValueType<Duration> ONE = ValueType.scalar(DESCRIPTION, DurationType::parseOrThrow);

    /// One of them, or a list.
    static final ValueType<List<Duration>> LIST =
            new ValueType<>("a list of times such as [10m, 1h]", true, DurationType::parseAll);

    private DurationType() {}

    /// Reads a time of more than 0 and at most ten years; empty for anything else.
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return time.isPositive() && time.compareTo(LONGEST) <= 0 ? Optional.of(time) : Optional.empty();
    }

    private static Duration parseOrThrow(String text) throws BadValueException {
        Optional<Duration> time = parse(text);
        if (time.isEmpty()) {
            throw ValueType.unexpected(DESCRIPTION, "'" + text + "'");
        }
        return time.get();
    }

    private static List<Duration> parseAll(YamlNode node) throws BadValueException {
        List<Duration> times = new ArrayList<>();
        for (String text : ValueTypes.TEXTS.parser().parse(node)) {
            times.add(parseOrThrow(text));
        }
        if (times.isEmpty()) {
            throw ValueType.unexpected(DESCRIPTION, "none");
        }
        return List.copyOf(times);
    }
}
