package dev.winnow.rule.parse;

import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.Operand;
import java.util.List;
import java.util.Set;

/// `byte_extract` and `byte_math`, which leave numbers in variables (user guide: "Payload Keywords").
final class VariableKeywords {
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;
    private static final int MAX_MATH_BYTES = 10;
    private static final int EXTRACT_FIXED = 3;
    private static final Set<String> EXTRACT_WORDS =
            Set.of("relative", "multiplier", "big", "little", "dce", "string", "hex", "dec", "oct", "align");
    private static final Set<String> MATH_WORDS =
            Set.of("bytes", "offset", "oper", "rvalue", "result", "relative", "endian", "dce", "string", "bitmask");

    private VariableKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("byte_extract", Keyword.required(VariableKeywords::extract));
        table.add("byte_math", Keyword.required(VariableKeywords::math));
    }

    private static void extract(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < EXTRACT_FIXED) {
            throw value.mistake("expected `bytes,offset,name`");
        }
        ByteWords words = new ByteWords(parts.subList(EXTRACT_FIXED, parts.size()), EXTRACT_WORDS);
        ByteFormat format = words.format(value, ByteFormat.DECIMAL_STRING);
        int align = words.integer("align", 2, 4, 0);
        if (align % 2 != 0) {
            throw value.mistake("`align` is 2 or 4");
        }
        rule.add(new ByteExtract(
                ByteKeywords.buffer(words, rule),
                parts.getFirst().integer("number of bytes", 1, ByteWords.maxLength(format)),
                parts.get(1).integer("offset", -U16_MAX, U16_MAX),
                Operands.newVariable(parts.get(2), rule),
                words.has("relative"),
                words.integer("multiplier", 1, U16_MAX, 1),
                format,
                align));
    }

    private static void math(Value value, RuleDraft rule) throws Mistake {
        ByteWords words = new ByteWords(value.split(','), MATH_WORDS);
        Value right = words.required("rvalue", value);
        // As in Suricata 7.0.10, only here can a name that begins with no letter be used.
        boolean isVariable = right.hasOnlyNameLetters() && Numbers.parse(right.text()) == Numbers.NOT_A_NUMBER;
        Operand operand = isVariable ? Operands.variable(right, rule) : Operand.of(right.number("rvalue", 0, U32_MAX));
        ByteMath.Operator operator = operator(words.required("oper", value));
        if (operator == ByteMath.Operator.DIVIDE && operand.equals(Operand.of(0))) {
            rule.warn(right, "a division by 0 never has a result, so that the rule never matches");
        }
        rule.add(new ByteMath(
                ByteKeywords.buffer(words, rule),
                Operands.read(words.required("bytes", value), "bytes", 1, MAX_MATH_BYTES, rule),
                words.required("offset", value).integer("offset", -U16_MAX, U16_MAX),
                operator,
                operand,
                Operands.newVariable(words.required("result", value), rule),
                words.has("relative"),
                mathFormat(words, value),
                words.bitmask()));
    }

    private static ByteMath.Operator operator(Value sign) throws Mistake {
        for (ByteMath.Operator operator : ByteMath.Operator.values()) {
            if (operator.sign().equals(sign.text())) {
                return operator;
            }
        }
        throw sign.mistake("expected one of `+`, `-`, `*`, `/`, `<<` and `>>`");
    }

    private static ByteFormat mathFormat(ByteWords words, Value value) throws Mistake {
        if (words.has("string")) {
            Value base = words.required("string", value);
            return switch (base.text()) {
                case "hex" -> ByteFormat.HEX_STRING;
                case "dec" -> ByteFormat.DECIMAL_STRING;
                case "oct" -> ByteFormat.OCTAL_STRING;
                default -> throw base.mistake("expected `hex`, `dec` or `oct`");
            };
        }
        if (words.has("dce") || !words.has("endian")) {
            return words.has("dce") ? ByteFormat.DCE : ByteFormat.BIG_ENDIAN;
        }
        Value endian = words.required("endian", value);
        return switch (endian.text()) {
            case "big" -> ByteFormat.BIG_ENDIAN;
            case "little" -> ByteFormat.LITTLE_ENDIAN;
            case "dce" -> ByteFormat.DCE;
            default -> throw endian.mistake("expected `big`, `little` or `dce`");
        };
    }
}
