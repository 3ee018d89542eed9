package dev.winnow.rule.parse;

import dev.winnow.rule.option.Asn1;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// `asn1` (user guide: "Payload Keywords").
final class Asn1Keyword {
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;
    private static final Set<String> FLAGS = Set.of("bitstring_overflow", "double_overflow");
    private static final Set<String> NUMBERS = Set.of("oversize_length", "absolute_offset", "relative_offset");

    private boolean bitStringOverflow;
    private boolean doubleOverflow;
    private OptionalLong oversizeLength = OptionalLong.empty();
    private int absoluteOffset;
    private int relativeOffset;
    private boolean isAbsolute;
    private boolean isRelative;

    private Asn1Keyword() {}

    static void addTo(KeywordTable table) {
        table.add("asn1", Keyword.condition(Asn1Keyword::read));
    }

    private static Asn1 read(Value value) throws Mistake {
        Asn1Keyword keyword = new Asn1Keyword();
        List<Value> words = words(value);
        for (int i = 0; i < words.size(); i++) {
            Value word = words.get(i);
            if (FLAGS.contains(word.text())) {
                keyword.flag(word.text());
            } else if (NUMBERS.contains(word.text()) && i + 1 < words.size()) {
                keyword.number(word.text(), words.get(++i));
            } else {
                throw word.mistake("expected `bitstring_overflow`, `double_overflow`, `oversize_length N`, "
                        + "`absolute_offset N` or `relative_offset N`");
            }
        }
        return keyword.option(value);
    }

    /// Commas and white space separate alike, as in Suricata 7.0.10.
    private static List<Value> words(Value value) {
        List<Value> words = new ArrayList<>();
        for (Value part : value.split(',')) {
            part.split(' ').stream().filter(word -> !word.isEmpty()).forEach(words::add);
        }
        return words;
    }

    private void flag(String name) {
        bitStringOverflow |= name.equals("bitstring_overflow");
        doubleOverflow |= name.equals("double_overflow");
    }

    private void number(String name, Value value) throws Mistake {
        switch (name) {
            case "oversize_length" -> oversizeLength = OptionalLong.of(value.number(name, 0, U32_MAX));
            case "absolute_offset" -> {
                absoluteOffset = value.integer(name, 0, U16_MAX);
                isAbsolute = true;
            }
            default -> {
                relativeOffset = value.integer(name, -U16_MAX, U16_MAX);
                isRelative = true;
            }
        }
    }

    private Asn1 option(Value value) throws Mistake {
        if (!bitStringOverflow && !doubleOverflow && oversizeLength.isEmpty()) {
            throw value.mistake("there is nothing to look for");
        }
        boolean relative = isRelative && !isAbsolute;
        int offset = relative ? relativeOffset : absoluteOffset;
        return new Asn1(bitStringOverflow, doubleOverflow, oversizeLength, offset, relative);
    }
}
