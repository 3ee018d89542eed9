package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import java.util.EnumSet;
import java.util.Set;

/// Reads the value of `pcre`: `"/expression/flags"`, perhaps with `!` before it.
final class PcreReader {
    /// Letters that move the search into a buffer of an application protocol.
    private static final String BUFFER_FLAGS = "UIPQHDMCSYVWZKJL";

    private PcreReader() {}

    static Pcre read(Value value, Buffer buffer) throws Mistake {
        boolean negated = value.startsWith('!');
        Value text = Escapes.quotedText(negated ? value.drop(1).trim() : value);
        int close = text.lastIndexOf('/');
        if (!text.startsWith('/') || close <= 0) {
            throw text.mistake("expected a regular expression as `/expression/flags`");
        }
        if (close == 1) {
            throw text.mistake("the regular expression is empty");
        }
        Set<PcreFlag> flags = flags(text.drop(close + 1));
        return new Pcre(buffer, text.slice(1, close).text(), negated, flags);
    }

    private static Set<PcreFlag> flags(Value letters) throws Mistake {
        Set<PcreFlag> flags = EnumSet.noneOf(PcreFlag.class);
        for (int i = 0; i < letters.length(); i++) {
            Value letter = letters.slice(i, i + 1);
            if (letter.startsWith(',')) {
                throw letters.drop(i).mistake("variables captured by pcre are not supported yet");
            }
            if (BUFFER_FLAGS.indexOf(letter.at(0)) >= 0) {
                throw letter.mistake("pcre flag " + letter.quoted() + " is not supported yet");
            }
            flags.add(flag(letter));
        }
        return flags;
    }

    private static PcreFlag flag(Value letter) throws Mistake {
        for (PcreFlag flag : PcreFlag.values()) {
            if (flag.letter() == letter.at(0)) {
                return flag;
            }
        }
        throw letter.mistake("unknown pcre flag " + letter.quoted());
    }
}
