package dev.winnow.rule.option;

/// How bytes of a buffer make a number (user guide: "byte_test" and its kin).
public enum ByteFormat {
    BIG_ENDIAN(""),
    LITTLE_ENDIAN("little"),
    /// In the byte order that the DCE/RPC header of the message tells.
    DCE("dce"),
    /// ASCII digits, of the base that their beginning tells as in C: `0x`, `0`, or another digit.
    STRING("string"),
    HEX_STRING("string,hex"),
    DECIMAL_STRING("string,dec"),
    OCTAL_STRING("string,oct");

    private final String words;

    ByteFormat(String words) {
        this.words = words;
    }

    /// The words that follow in a rule, with commas between them; empty for what need not be said.
    public String words() {
        return words;
    }

    /// True for numbers as text.
    public boolean isString() {
        return this == STRING || this == HEX_STRING || this == DECIMAL_STRING || this == OCTAL_STRING;
    }
}
