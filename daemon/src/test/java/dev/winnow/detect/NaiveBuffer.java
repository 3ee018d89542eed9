package dev.winnow.detect;

import dev.winnow.rule.option.Asn1;
import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.FileHash;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tries every combination of places, one option after the other, except where Suricata 7 would not: a failure behind a
/// content from which nothing counts is final, and so is a content missing at an absolute place.
public final class NaiveBuffer {
    private final String text;
    private final Map<String, Long> variables = new HashMap<>();
    private boolean isFinal;

    /// @param bytes what the options look into, whole
    public NaiveBuffer(byte[] bytes) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Whether all options hold together; those of other kinds are passed over.
    public boolean matches(List<RuleOption> all) {
        List<BufferOption> options = all.stream()
                .filter(BufferOption.class::isInstance)
                .map(BufferOption.class::cast)
                .toList();
        boolean needsBytes = options.stream().anyMatch(option -> !(option instanceof BufferSize));
        return !(needsBytes && text.isEmpty()) && matches(options, 0);
    }

    private boolean matches(List<BufferOption> options, int previousEnd) {
        if (options.isEmpty()) {
            return true;
        }
        List<BufferOption> rest = options.subList(1, options.size());
        return switch (options.getFirst()) {
            case Content content
            when content.negated() -> places(content, previousEnd).isEmpty() && matches(rest, previousEnd);
            case Content content -> matches(content, rest, previousEnd);
            case Pcre pcre -> matches(pcre, rest, previousEnd);
            case IsDataAt dataAt -> holds(dataAt, previousEnd) && matches(rest, previousEnd);
            case BufferSize size -> size.length().contains(text.length()) && matches(rest, previousEnd);
            case ByteTest test -> holds(test, previousEnd) && matches(rest, previousEnd);
            case ByteJump jump -> {
                OptionalInt target = target(jump, previousEnd);
                yield target.isPresent() && matches(rest, target.getAsInt());
            }
            case ByteExtract extract -> {
                int from = (extract.relative() ? previousEnd : 0) + extract.offset();
                OptionalLong number = number(from, extract.length());
                number.ifPresent(value -> variables.put(extract.variable(), value * extract.multiplier()));
                yield number.isPresent() && matches(rest, from + extract.length());
            }
            case ByteMath _, Base64Decode _, Asn1 _, Dataset _, DataReputation _, FileHash _ ->
                throw new IllegalArgumentException("the oracle has no such option: " + options.getFirst());
        };
    }

    private boolean holds(IsDataAt dataAt, int previousEnd) {
        long offset = value(dataAt.offset());
        boolean there = dataAt.relative() ? previousEnd + offset <= text.length() : offset < text.length();
        return there != dataAt.negated();
    }

    private boolean holds(ByteTest test, int previousEnd) {
        int from = (int) ((test.relative() ? previousEnd : 0) + value(test.offset()));
        OptionalLong number = number(from, (int) value(test.length()));
        return number.isPresent() && test.comparison().test(number.getAsLong(), value(test.value())) != test.negated();
    }

    private OptionalInt target(ByteJump jump, int previousEnd) {
        int from = (int) ((jump.relative() ? previousEnd : 0) + value(jump.offset()));
        int end = (int) (from + value(jump.length()));
        OptionalLong number = number(from, end - from);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        long distance = number.getAsLong() * jump.multiplier();
        long aligned = jump.align() && distance % 4 != 0 ? distance + 4 - distance % 4 : distance;
        long target = origin(jump, end) + aligned + jump.postOffset();
        return target > text.length() ? OptionalInt.empty() : OptionalInt.of((int) Math.max(0, target));
    }

    private int origin(ByteJump jump, int end) {
        return switch (jump.origin()) {
            case NUMBER -> end;
            case FROM_BEGINNING -> 0;
            case FROM_END -> text.length();
        };
    }

    /// Big-endian.
    private OptionalLong number(int from, int length) {
        if (from < 0 || from + length > text.length()) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (char c : text.substring(from, from + length).toCharArray()) {
            number = number * 256 + c;
        }
        return OptionalLong.of(number);
    }

    private long value(Operand operand) {
        return switch (operand) {
            case Operand.Constant(long value) -> value;
            case Operand.Variable(String name) -> variables.get(name);
        };
    }

    private boolean matches(Content content, List<BufferOption> rest, int previousEnd) {
        List<Integer> places = places(content, previousEnd);
        isFinal |= places.isEmpty() && !content.position().isRelative();
        for (int place : places) {
            if (matches(rest, place + content.pattern().length())) {
                return true;
            }
            isFinal |= !isCountedFrom(rest);
            if (isFinal) {
                return false;
            }
        }
        return false;
    }

    /// Contents and expressions count from the last of their kind, other options from what is directly before them.
    private static boolean isCountedFrom(List<BufferOption> rest) {
        List<BufferOption> others =
                rest.stream().filter(option -> !(option instanceof BufferSize)).toList();
        boolean byNext = !others.isEmpty() && readsOrMeasures(others.getFirst()) && isRelative(others.getFirst());
        return byNext
                || others.stream()
                        .filter(option -> !(option instanceof IsDataAt) && !(option instanceof ByteTest))
                        .findFirst()
                        .filter(option -> !readsOrMeasures(option))
                        .filter(option -> isRelative(option) && !isPositiveWithoutWithin(option))
                        .isPresent();
    }

    private static boolean readsOrMeasures(BufferOption option) {
        return option instanceof IsDataAt || option instanceof ByteOption;
    }

    private static boolean isPositiveWithoutWithin(BufferOption option) {
        return option instanceof Content content
                && !content.negated()
                && content.position() instanceof Position.Relative relative
                && relative.within().isEmpty();
    }

    private static boolean isRelative(BufferOption option) {
        return switch (option) {
            case Content content -> content.position().isRelative();
            case Pcre pcre -> pcre.isRelative();
            case IsDataAt dataAt -> dataAt.relative();
            case ByteOption number -> number.relative();
            case Base64Decode decode -> decode.relative();
            case Asn1 asn1 -> asn1.relative();
            case BufferSize _, Dataset _, DataReputation _, FileHash _ -> false;
        };
    }

    private List<Integer> places(Content content, int previousEnd) {
        String wanted = content.pattern().toString();
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + wanted.length() <= text.length(); at++) {
            String there = text.substring(at, at + wanted.length());
            boolean same = content.noCase()
                    ? there.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))
                    : there.equals(wanted);
            if (same && isAllowed(content, at, at + wanted.length(), previousEnd)) {
                places.add(at);
            }
        }
        return places;
    }

    private boolean isAllowed(Content content, int at, int end, int previousEnd) {
        boolean inWindow = switch (content.position()) {
            case Position.Anywhere _ -> true;
            case Position.Start _ -> at == 0 && (!content.endsWith() || end == text.length());
            case Position.Absolute(int offset, var depth) ->
                at >= offset && reaches(content, end, offset + depth.orElse(text.length()));
            case Position.Computed _ -> throw new IllegalArgumentException("the oracle has no such place");
            case Position.Relative(var distance, var within) ->
                at >= previousEnd + distance.orElse(0)
                        && (within.isEmpty()
                                || reaches(content, end, previousEnd + distance.orElse(0) + within.getAsInt()));
        };
        return inWindow && (!content.endsWith() || end == text.length());
    }

    private boolean reaches(Content content, int end, int windowEnd) {
        return end <= windowEnd && (!content.endsWith() || windowEnd >= text.length());
    }

    private boolean matches(Pcre pcre, List<BufferOption> rest, int previousEnd) {
        int from = pcre.isRelative() ? previousEnd : 0;
        Matcher matcher = Pattern.compile(
                        pcre.expression(), pcre.flags().contains(PcreFlag.CASELESS) ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text.substring(from));
        if (pcre.negated()) {
            return !matcher.find() && matches(rest, previousEnd);
        }
        for (int start = 0; start <= text.length() - from && matcher.find(start); start = matcher.start() + 1) {
            int end = from + matcher.end();
            if (matches(rest, end)) {
                return true;
            }
            if (isFinal) {
                return false;
            }
        }
        return false;
    }
}
