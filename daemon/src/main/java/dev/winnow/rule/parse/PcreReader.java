package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads the value of `pcre`: `"/expression/flags"`, perhaps with `!` before it, and behind the flags perhaps the
/// variables that its groups are kept in: `,flow:name,pkt:name`.
final class PcreReader {
    private final RuleDraft rule;
    private final Set<PcreFlag> flags = EnumSet.noneOf(PcreFlag.class);
    private Field field;

    private PcreReader(RuleDraft rule) {
        this.rule = rule;
    }

    static Pcre read(Value value, RuleDraft rule) throws Mistake {
        boolean negated = value.startsWith('!');
        Value text = Escapes.quotedText(negated ? value.drop(1).trim() : value);
        int close = text.lastIndexOf('/');
        if (!text.startsWith('/') || close <= 0) {
            throw text.mistake("expected a regular expression as `/expression/flags`");
        }
        if (close == 1) {
            throw text.mistake("the regular expression is empty");
        }
        PcreReader reader = new PcreReader(rule);
        Value behind = text.drop(close + 1);
        int list = listStart(behind);
        Buffer buffer = reader.readFlags(behind.slice(0, list));
        if (!buffer.equals(rule.buffer())
                && reader.flags.contains(PcreFlag.RELATIVE)
                && !rule.hasMatch(buffer.field())) {
            throw behind.mistake("no `content` or `pcre` before this looks into `"
                    + buffer.field().keyword() + "`, which `R` would count from");
        }
        String expression = text.slice(1, close).text();
        return new Pcre(buffer, expression, negated, reader.flags, captures(behind.drop(list)));
    }

    /// Where the names of variables begin, behind a comma or a space.
    private static int listStart(Value behind) {
        for (int i = 0; i < behind.length(); i++) {
            if (behind.at(i) == ',' || Value.isSpace(behind.at(i))) {
                return i;
            }
        }
        return behind.length();
    }

    private static List<Capture> captures(Value list) throws Mistake {
        List<Capture> captures = new ArrayList<>();
        Value names = list.trim();
        if (names.isEmpty()) {
            return captures;
        }
        for (Value part : (names.startsWith(',') ? names.drop(1) : names).split(',')) {
            captures.add(capture(part, captures.size() + 1));
        }
        return captures;
    }

    private static Capture capture(Value part, int group) throws Mistake {
        int colon = part.indexOf(':');
        for (Capture.Owner owner : Capture.Owner.values()) {
            if (colon > 0 && owner.word().equals(part.slice(0, colon).text())) {
                return new Capture(
                        owner, VariableTests.name(part.drop(colon + 1).trim()), group);
            }
        }
        throw part.mistake("expected `flow:` or `pkt:` and the name of a variable");
    }

    private Buffer readFlags(Value letters) throws Mistake {
        for (int i = 0; i < letters.length(); i++) {
            readFlag(letters.slice(i, i + 1));
        }
        return field == null || isSelected(field) ? rule.buffer() : new Buffer(field);
    }

    private void readFlag(Value letter) throws Mistake {
        Field named = field(letter.at(0));
        if (named == null) {
            flags.add(flag(letter));
            return;
        }
        boolean elsewhere = rule.buffer().field() != Field.PKT_DATA && !isSelected(named);
        if (field != null || elsewhere) {
            throw letter.mistake("pcre flag " + letter.quoted() + " contradicts another choice of the buffer");
        }
        field = named;
    }

    /// As in Suricata, `Q` means the carried file as well, which over HTTP is the response's body.
    private boolean isSelected(Field named) {
        Field selected = rule.buffer().field();
        return selected == named || (selected == Field.FILE_DATA && named == Field.HTTP_RESPONSE_BODY);
    }

    /// The field that a letter names, or null.
    private static Field field(char letter) {
        return switch (letter) {
            case 'U' -> Field.HTTP_URI;
            case 'I' -> Field.HTTP_URI_RAW;
            case 'P' -> Field.HTTP_REQUEST_BODY;
            case 'Q' -> Field.HTTP_RESPONSE_BODY;
            case 'H' -> Field.HTTP_HEADER;
            case 'D' -> Field.HTTP_HEADER_RAW;
            case 'M' -> Field.HTTP_METHOD;
            case 'C' -> Field.HTTP_COOKIE;
            case 'S' -> Field.HTTP_STAT_CODE;
            case 'Y' -> Field.HTTP_STAT_MSG;
            case 'V' -> Field.HTTP_USER_AGENT;
            case 'W' -> Field.HTTP_HOST;
            case 'Z' -> Field.HTTP_HOST_RAW;
            default -> null;
        };
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
