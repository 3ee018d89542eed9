package dev.winnow.rule.option;

/// Letters after the closing slash of a pcre that change how it matches, not where.
public enum PcreFlag {
    CASELESS('i'),
    MULTILINE('m'),
    DOT_ALL('s'),
    EXTENDED('x'),
    ANCHORED('A'),
    DOLLAR_END_ONLY('E'),
    UNGREEDY('G'),
    /// Begins where the previous match ended.
    RELATIVE('R'),
    /// As `rawbytes` of a content: changes nothing.
    RAW_BYTES('B'),
    /// Not bound by the match limits of the configuration in Suricata. Here the limits always hold.
    NO_MATCH_LIMIT('O');

    private final char letter;

    PcreFlag(char letter) {
        this.letter = letter;
    }

    /// The flag as written.
    public char letter() {
        return letter;
    }
}
