package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.ByteTest.Comparison;
import dev.winnow.rule.option.Operand;
import java.util.List;
import java.util.Set;

/// `byte_test` and `byte_jump` (user guide: "Payload Keywords").
final class ByteKeywords {
    private static final int U16_MAX = 0xFFFF;
    private static final int MAX_TEST_OFFSET = 1 << 20;
    private static final int TEST_FIXED = 4;
    private static final int JUMP_FIXED = 2;
    private static final Set<String> TEST_WORDS =
            Set.of("relative", "big", "little", "dce", "string", "hex", "dec", "oct", "bitmask");
    private static final Set<String> JUMP_WORDS = Set.of(
            "relative",
            "big",
            "little",
            "dce",
            "string",
            "hex",
            "dec",
            "oct",
            "align",
            "multiplier",
            "from_beginning",
            "from_end",
            "post_offset");

    private ByteKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("byte_test", Keyword.required(ByteKeywords::test));
        table.add("byte_jump", Keyword.required(ByteKeywords::jump));
    }

    private static void test(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < TEST_FIXED) {
            throw value.mistake("expected `bytes,operator,value,offset`");
        }
        ByteWords words = new ByteWords(parts.subList(TEST_FIXED, parts.size()), TEST_WORDS);
        ByteFormat format = words.format(value, ByteFormat.STRING);
        Value sign = parts.get(1);
        boolean negated = sign.startsWith('!');
        rule.add(new ByteTest(
                buffer(words, rule),
                Operands.read(parts.getFirst(), "number of bytes", 0, ByteWords.maxLength(format), rule),
                comparison(negated ? sign.drop(1).trim() : sign, negated),
                negated,
                operand(parts.get(2), rule),
                Operands.read(parts.get(3), "offset", -MAX_TEST_OFFSET, MAX_TEST_OFFSET, rule),
                words.has("relative"),
                format,
                words.bitmask()));
    }

    private static Operand operand(Value value, RuleDraft rule) throws Mistake {
        return Operands.isName(value) ? Operands.variable(value, rule) : Operand.of(value.bits("value"));
    }

    private static Comparison comparison(Value sign, boolean negated) throws Mistake {
        // A lone `!` is short for `!=`.
        if (negated && sign.isEmpty()) {
            return Comparison.EQUAL;
        }
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign().equals(sign.text())) {
                return comparison;
            }
        }
        throw sign.mistake("expected one of `<`, `>`, `=`, `<=`, `>=`, `&` and `^`");
    }

    private static void jump(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < JUMP_FIXED) {
            throw value.mistake("expected `bytes,offset`");
        }
        ByteWords words = new ByteWords(parts.subList(JUMP_FIXED, parts.size()), JUMP_WORDS);
        ByteFormat format = words.format(value, ByteFormat.STRING);
        rule.add(new ByteJump(
                buffer(words, rule),
                Operands.read(parts.getFirst(), "number of bytes", 0, ByteWords.maxLength(format), rule),
                Operands.read(parts.get(1), "offset", -U16_MAX, U16_MAX, rule),
                words.has("relative"),
                words.integer("multiplier", 1, U16_MAX, 1),
                format,
                words.has("align"),
                origin(words, value),
                words.integer("post_offset", -U16_MAX, U16_MAX, 0)));
    }

    private static ByteJump.Origin origin(ByteWords words, Value value) throws Mistake {
        if (words.has("from_beginning") && words.has("from_end")) {
            throw value.mistake("`from_beginning` and `from_end` contradict each other");
        }
        if (words.has("from_end")) {
            return ByteJump.Origin.FROM_END;
        }
        return words.has("from_beginning") ? ByteJump.Origin.FROM_BEGINNING : ByteJump.Origin.NUMBER;
    }

    static Buffer buffer(ByteWords words, RuleDraft rule) {
        return words.has("relative") ? rule.relativeBuffer() : rule.buffer();
    }
}
