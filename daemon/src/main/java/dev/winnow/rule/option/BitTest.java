package dev.winnow.rule.option;

/// How flag bits of a header are compared with those of a rule.
public enum BitTest {
    /// No sign: exactly these bits are set.
    EXACT(""),
    /// `+`: all of these are set, others may be.
    ALL("+"),
    /// `*`: at least one of these is set.
    ANY("*"),
    /// `!`: these are not all set; with no bits in the rule, any bit is set.
    NOT_ALL("!");

    private final String sign;

    BitTest(String sign) {
        this.sign = sign;
    }

    /// The sign as written before the letters.
    public String sign() {
        return sign;
    }

    /// The letters of the set bits, of which `letters` has one each from bit 0 on.
    static String letters(int bits, String letters) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < letters.length(); bit++) {
            if ((bits >>> bit & 1) != 0) {
                text.append(letters.charAt(bit));
            }
        }
        return text.toString();
    }

    /// Whether `actual` passes against `wanted`.
    public boolean test(int actual, int wanted) {
        return switch (this) {
            case EXACT -> actual == wanted;
            case ALL -> (actual & wanted) == wanted;
            case ANY -> (actual & wanted) != 0;
            case NOT_ALL -> wanted == 0 ? actual != 0 : (actual & wanted) != wanted;
        };
    }
}
