package dev.winnow.protocol;

/// Compares bytes of lines with the words of protocols. All words are given in lower case and match in either.
public final class Words {
    private static final int DIGITS = 3;

    private Words() {}

    /// Whether `bytes` have `lowerCase` from `at` on.
    public static boolean isAt(Octets bytes, int at, String lowerCase) {
        if (!bytes.has(at, lowerCase.length())) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lowerCase(bytes.u8(at + i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether `bytes` begin with the word, followed by a space, a tab or nothing.
    public static boolean isFirst(Octets bytes, String lowerCase) {
        int behind = bytes.u8(lowerCase.length());
        return isAt(bytes, 0, lowerCase) && (behind == Octets.OUTSIDE || isBlank(behind));
    }

    /// Where `lowerCase` is next, from `at` on, or -1.
    public static int find(Octets bytes, int from, String lowerCase) {
        for (int at = from; at <= bytes.length() - lowerCase.length(); at++) {
            if (isAt(bytes, at, lowerCase)) {
                return at;
            }
        }
        return -1;
    }

    /// Where the first byte that is no space or tab is, from `at` on.
    public static int skipBlanks(Octets bytes, int from) {
        int at = from;
        while (isBlank(bytes.u8(at))) {
            at++;
        }
        return at;
    }

    /// The three digits that a reply begins with (RFC 959, section 4.2; RFC 5321, section 4.2); -1 if there are none,
    /// or more lines of the reply follow.
    public static int lastReplyCode(Octets line) {
        int code = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = line.u8(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            code = code * 10 + digit;
        }
        return line.u8(DIGITS) == '-' ? -1 : code;
    }

    /// Whether a line begins with a reply code, whose digits have each their own range (RFC 5321, section 4.2).
    public static boolean isReply(Octets line) {
        return isDigit(line.u8(0), '2', '5') && isDigit(line.u8(1), '0', '5') && isDigit(line.u8(2), '0', '9');
    }

    private static boolean isDigit(int letter, char lowest, char highest) {
        return letter >= lowest && letter <= highest;
    }

    /// The decimal number at `at`, or -1 if there is none, or one of more than nine digits.
    public static int number(Octets bytes, int from) {
        int value = 0;
        int at = from;
        while (bytes.u8(at) >= '0' && bytes.u8(at) <= '9' && at - from < 9) {
            value = value * 10 + bytes.u8(at) - '0';
            at++;
        }
        return at == from ? -1 : value;
    }

    private static boolean isBlank(int letter) {
        return letter == ' ' || letter == '\t';
    }

    private static int lowerCase(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
    }
}
