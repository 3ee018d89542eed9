package dev.winnow.rule.parse;

import dev.winnow.rule.option.ByteFormat;
import java.util.List;
import java.util.Set;

/// The words after the fixed ones of an option that reads numbers.
final class ByteWords {
    private static final Set<String> BASES = Set.of("hex", "dec", "oct");
    private static final int MAX_BYTES = 8;
    private static final int MAX_DIGITS = 23;

    private final NamedValues values;

    ByteWords(List<Value> words, Set<String> names) throws Mistake {
        values = new NamedValues(words, names);
    }

    boolean has(String name) {
        return values.has(name);
    }

    Value required(String name, Value whole) throws Mistake {
        return values.required(name, whole);
    }

    int integer(String name, int min, int max, int unsaid) throws Mistake {
        return values.integer(name, min, max, unsaid);
    }

    long bitmask() throws Mistake {
        return has("bitmask") ? values.find("bitmask").orElseThrow().bits("bitmask") : 0;
    }

    /// What words such as `little` and `string,hex` say.
    ///
    /// @param unsaid the format of strings for which no base is given
    ByteFormat format(Value whole, ByteFormat unsaid) throws Mistake {
        boolean ordered = has("little") || has("big");
        if (has("dce") && (ordered || has("string"))) {
            throw whole.mistake("`dce` says the byte order, and leaves no choice of another one");
        }
        if (has("string")) {
            return stringFormat(unsaid);
        }
        if (BASES.stream().anyMatch(this::has)) {
            throw whole.mistake("`hex`, `dec` and `oct` are for strings: add `string`");
        }
        return has("dce") ? ByteFormat.DCE : has("little") ? ByteFormat.LITTLE_ENDIAN : ByteFormat.BIG_ENDIAN;
    }

    private ByteFormat stringFormat(ByteFormat unsaid) {
        if (has("hex")) {
            return ByteFormat.HEX_STRING;
        }
        if (has("dec")) {
            return ByteFormat.DECIMAL_STRING;
        }
        return has("oct") ? ByteFormat.OCTAL_STRING : unsaid;
    }

    /// The most bytes that a number of this format has.
    static int maxLength(ByteFormat format) {
        return format.isString() ? MAX_DIGITS : MAX_BYTES;
    }
}
