package dev.winnow.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The types of values that configuration keys have.
final class ValueTypes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([kmg]?)(?:i?b)?");

    private ValueTypes() {}

    /// `yes`, `on`, `true`, `1` and their opposites, in any case.
    static final ValueType<Boolean> YES_NO = ValueType.scalar("yes or no", ValueTypes::parseYesNo);

    /// Text as it stands; a list is read as `[a,b]`, the way the rule language writes one.
    static final ValueType<String> RULE_TEXT = new ValueType<>("a text", false, YamlNode::flowText);

    static final ValueType<Path> PATH = ValueType.scalar("a file name", ValueTypes::parsePath);

    /// A file that need not be named.
    static final ValueType<Optional<Path>> OPTIONAL_PATH =
            ValueType.scalar("a file name", text -> text.isEmpty() ? Optional.empty() : Optional.of(parsePath(text)));

    /// One text, or a list of them.
    static final ValueType<List<String>> TEXTS = new ValueType<>("a list of texts", true, ValueTypes::parseTexts);

    /// A whole number, decimal or `0x`.
    static ValueType<Integer> integer(int min, int max) {
        String description = "a whole number from " + min + " to " + max;
        return ValueType.scalar(description, text -> {
            long value = parseLong(description, text);
            if (value < min || value > max) {
                throw ValueType.unexpected(description, text);
            }
            return (int) value;
        });
    }

    /// 32 bits of a packet mark or its mask.
    static ValueType<Integer> mark() {
        String description = "a mark from 0 to 0xffffffff";
        return ValueType.scalar(description, text -> {
            long value = parseLong(description, text);
            if (value < 0 || value > 0xFFFF_FFFFL) {
                throw ValueType.unexpected(description, text);
            }
            return (int) value;
        });
    }

    /// Bytes, with the units `kb`, `mb` and `gb` of 1024 each.
    static ValueType<Long> size(long min, long max) {
        String description = "a size from " + sizeText(min) + " to " + sizeText(max) + " such as 64mb";
        return ValueType.scalar(description, text -> {
            Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
            if (!matcher.matches()) {
                throw ValueType.unexpected(description, "'" + text + "'");
            }
            double bytes = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
            if (bytes < min || bytes > max) {
                throw ValueType.unexpected(description, "'" + text + "'");
            }
            return (long) bytes;
        });
    }

    /// One of an enum's names, lower-case, with hyphens.
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        String names =
                Arrays.stream(type.getEnumConstants()).map(ValueTypes::word).collect(Collectors.joining(" or "));
        return ValueType.scalar(names, text -> {
            for (E constant : type.getEnumConstants()) {
                if (word(constant).equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw ValueType.unexpected(names, "'" + text + "'");
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A value that need not be there; an empty text says that it is not.
    static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new ValueType<>(
                type.description(),
                type.list(),
                node -> node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty()
                        ? Optional.empty()
                        : Optional.of(type.parser().parse(node)));
    }

    /// `yes`, `no` or `auto`.
    static final ValueType<ChecksumChecks> CHECKSUM_CHECKS = ValueType.scalar(
            "yes, no or auto",
            text -> text.equalsIgnoreCase("auto")
                    ? ChecksumChecks.AUTO
                    : parseYesNo(text) ? ChecksumChecks.YES : ChecksumChecks.NO);

    /// `yes`, `no` or `ambiguous`.
    static final ValueType<InvalidSegments> INVALID_SEGMENTS = ValueType.scalar(
            "yes, no or ambiguous",
            text -> text.equalsIgnoreCase("ambiguous")
                    ? InvalidSegments.AMBIGUOUS
                    : parseYesNo(text) ? InvalidSegments.YES : InvalidSegments.NO);

    private static boolean parseYesNo(String text) throws BadValueException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "1" -> true;
            case "no", "off", "false", "0" -> false;
            default -> throw ValueType.unexpected("yes or no", "'" + text + "'");
        };
    }

    private static Path parsePath(String text) throws BadValueException {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new BadValueException("not a file name: " + e.getReason());
        }
        throw ValueType.unexpected("a file name", "nothing");
    }

    private static List<String> parseTexts(YamlNode node) throws BadValueException {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            return List.of(RULE_TEXT.parser().parse(node));
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (!(item instanceof YamlNode.Scalar scalar)) {
                throw ValueType.unexpected("a text", item.kind());
            }
            texts.add(scalar.text());
        }
        return List.copyOf(texts);
    }

    private static long parseLong(String description, String text) throws BadValueException {
        try {
            String digits = text.strip().toLowerCase(Locale.ROOT);
            return digits.startsWith("0x") ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw ValueType.unexpected(description, "'" + text + "'");
        }
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            default -> 1;
        };
    }

    private static String sizeText(long bytes) {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "gb";
        }
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "mb";
        }
        return bytes > 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "kb" : Long.toString(bytes);
    }
}
