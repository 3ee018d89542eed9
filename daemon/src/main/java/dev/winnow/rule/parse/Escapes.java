package dev.winnow.rule.parse;

import dev.winnow.rule.option.Bytes;

/// Quoted texts of rules: backslashes before `"`, `;`, `:` and `\`, and hex bytes between bars.
final class Escapes {
    private static final String ESCAPABLE = "\";:\\";

    private Escapes() {}

    /// What is between the quotes of `value`.
    static Value quotedText(Value value) throws Mistake {
        if (!value.startsWith('"')) {
            throw value.mistake("expected a text in double quotes");
        }
        if (value.length() < 2 || !value.endsWith('"')) {
            throw value.mistake("the text is not closed: a `;` inside double quotes is written `\\;`");
        }
        return value.unquoted();
    }

    static String decode(Value value) {
        return decode(value.text());
    }

    /// `text` with its escapes taken out; a backslash before anything else stays.
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(i + 1)) >= 0;
            decoded.append(escape ? text.charAt(++i) : c);
        }
        return decoded.toString();
    }

    /// The bytes of a content.
    static Bytes bytes(Value value) throws Mistake {
        return bytes("", value);
    }

    /// The bytes of a content that begins with `before`, ISO-8859-1, whatever is written.
    static Bytes bytes(String before, Value value) throws Mistake {
        StringBuilder bytes = new StringBuilder(before);
        for (int i = 0; i < value.length(); i++) {
            char c = value.at(i);
            switch (c) {
                case '|' -> i = hex(value, i, bytes);
                case '\\' -> {
                    i++;
                    if (i == value.length() || ESCAPABLE.indexOf(value.at(i)) < 0) {
                        throw value.slice(i - 1, Math.min(i + 1, value.length()))
                                .mistake("only `\"`, `;`, `:` and `\\` are escaped with a backslash");
                    }
                    bytes.append(value.at(i));
                }
                case '"' -> throw value.slice(i, i + 1).mistake("a double quote inside a content is written `\\\"`");
                default -> bytes.append(c);
            }
        }
        return Bytes.ofLatin1(bytes.toString());
    }

    /// Reads `|61 62|`, which begins at `open`.
    ///
    /// @return the index of the closing bar
    private static int hex(Value value, int open, StringBuilder bytes) throws Mistake {
        int high = -1;
        for (int i = open + 1; i < value.length(); i++) {
            char c = value.at(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (c == '|') {
                if (high >= 0) {
                    throw value.slice(i - 1, i).mistake("hex bytes have two digits each");
                }
                return i;
            }
            if (digit < 0 && c != ' ') {
                throw value.slice(i, i + 1).mistake("expected hex digits between `|` and `|`");
            }
            if (digit >= 0 && high >= 0) {
                bytes.append((char) (high << 4 | digit));
                high = -1;
            } else if (digit >= 0) {
                high = digit;
            }
        }
        throw value.drop(open).mistake("hex bytes are not closed with `|`");
    }
}
