package dev.winnow.bindings.hyperscan;

import dev.winnow.bindings.generated.hs.hs_h;
import java.util.HexFormat;

/// One pattern of a database.
///
/// @param id         what a match reports; several patterns may share one
/// @param expression in libhs's subset of PCRE, one byte a character (ISO 8859-1), without NUL: write `\x00`
/// @param flags      of [#CASELESS], [#DOTALL], [#MULTILINE], [#SINGLE_MATCH], [#ALLOW_EMPTY], [#PREFILTER]
public record Pattern(int id, String expression, int flags) {
    public static final int CASELESS = hs_h.HS_FLAG_CASELESS();
    public static final int DOTALL = hs_h.HS_FLAG_DOTALL();
    public static final int MULTILINE = hs_h.HS_FLAG_MULTILINE();
    /// Report the pattern's first match only.
    public static final int SINGLE_MATCH = hs_h.HS_FLAG_SINGLEMATCH();
    /// Accept a pattern that matches nothing at all, everywhere.
    public static final int ALLOW_EMPTY = hs_h.HS_FLAG_ALLOWEMPTY();
    /// Accept a pattern that libhs cannot do exactly; it then matches too often, never too seldom.
    public static final int PREFILTER = hs_h.HS_FLAG_PREFILTER();

    private static final HexFormat HEX = HexFormat.of();

    public Pattern {
        for (int i = 0; i < expression.length(); i++) {
            if (expression.charAt(i) == 0 || expression.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("an expression has characters from 1 to 255");
            }
        }
    }

    /// The pattern that matches exactly `bytes`, whatever they are.
    public static Pattern literal(int id, byte[] bytes, int flags) {
        StringBuilder expression = new StringBuilder(bytes.length * 4);
        for (byte b : bytes) {
            if (isPlain(b)) {
                expression.append((char) b);
            } else {
                HEX.toHexDigits(expression.append("\\x"), b);
            }
        }
        return new Pattern(id, expression.toString(), flags);
    }

    private static boolean isPlain(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
    }
}
