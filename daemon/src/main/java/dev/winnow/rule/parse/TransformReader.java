package dev.winnow.rule.parse;

import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Transform;
import java.util.HexFormat;

/// Reads the transforms that have a value.
final class TransformReader {
    private static final int MAX_KEY_LENGTH = 255;

    private TransformReader() {}

    /// `pcrexform:"expression"`.
    static Transform regex(Value value) throws Mistake {
        Value text = Escapes.quotedText(value);
        if (text.isEmpty()) {
            throw value.mistake("the regular expression is empty");
        }
        return new Transform.PcreXform(text.text());
    }

    /// `xor:"hex digits"`.
    static Transform xor(Value value) throws Mistake {
        try {
            byte[] key = HexFormat.of().parseHex(value.text());
            if (key.length > 0 && key.length <= MAX_KEY_LENGTH) {
                return new Transform.Xor(Bytes.of(key));
            }
        } catch (IllegalArgumentException _) {
            // The message is the same for an odd number of digits and for other letters.
        }
        throw value.mistake("expected a key of 1.." + MAX_KEY_LENGTH + " bytes as hex digits");
    }
}
