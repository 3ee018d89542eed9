package dev.winnow.rule.parse;

import dev.winnow.rule.option.Base64Decode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// `base64_decode` (user guide: "Base64 keywords"). What it makes is selected by `base64_data`.
final class Base64Keywords {
    private static final int U16_MAX = 0xFFFF;
    private static final int NOT_GIVEN = -1;
    private static final Set<String> WORDS = Set.of("bytes", "offset", "relative");

    private Base64Keywords() {}

    static void addTo(KeywordTable table) {
        table.add("base64_decode", new Keyword(Keyword.Arity.OPTIONAL, Base64Keywords::decode));
    }

    private static void decode(Value value, RuleDraft rule) throws Mistake {
        ByteWords words = new ByteWords(value.isEmpty() ? List.of() : value.split(','), WORDS);
        int bytes = words.integer("bytes", 0, U16_MAX, NOT_GIVEN);
        rule.add(new Base64Decode(
                ByteKeywords.buffer(words, rule),
                bytes > 0 ? OptionalInt.of(bytes) : OptionalInt.empty(),
                words.integer("offset", 0, U16_MAX, 0),
                words.has("relative")));
    }
}
