package dev.winnow.rule.option;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes that compares by value; in order by the first byte that differs, without sign.
public final class Bytes implements Comparable<Bytes> {
    /// What a content does not hold as it is.
    private static final String SPECIAL = "\";:\\|";

    /// What ASCII letters of lower case have and those of upper case have not.
    private static final int CASE_BIT = 0x20;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] values;

    private Bytes(byte[] values) {
        this.values = values;
    }

    /// A copy of `values`.
    public static Bytes of(byte... values) {
        return new Bytes(values.clone());
    }

    /// One byte per character of `text`, which must be ISO-8859-1.
    public static Bytes ofLatin1(String text) {
        return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// How many bytes there are.
    public int length() {
        return values.length;
    }

    /// The byte at `index`, signed as Java has it.
    public byte at(int index) {
        return values[index];
    }

    /// A copy that the caller owns.
    public byte[] toArray() {
        return values.clone();
    }

    /// `length` bytes from `offset`.
    ///
    /// @throws IndexOutOfBoundsException if they are not all there
    public Bytes slice(int offset, int length) {
        if (offset < 0 || length < 0 || offset > values.length - length) {
            throw new IndexOutOfBoundsException("slice " + offset + "+" + length + " of " + values.length);
        }
        return new Bytes(Arrays.copyOfRange(values, offset, offset + length));
    }

    /// The same with ASCII letters in lower case.
    public Bytes toLowerCase() {
        byte[] lower = values.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] |= CASE_BIT;
            }
        }
        return new Bytes(lower);
    }

    /// The same with ASCII letters in upper case.
    public Bytes toUpperCase() {
        byte[] upper = values.clone();
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] >= 'a' && upper[i] <= 'z') {
                upper[i] &= ~CASE_BIT;
            }
        }
        return new Bytes(upper);
    }

    /// The bytes as a content has them: letters and the like as they are, all others in hex between bars.
    public String toRuleText() {
        StringBuilder text = new StringBuilder(values.length);
        boolean inHex = false;
        for (byte value : values) {
            boolean plain = value >= ' ' && value < 0x7F && SPECIAL.indexOf(value) < 0;
            if (plain == inHex) {
                text.append('|');
            } else if (inHex) {
                text.append(' ');
            }
            inHex = !plain;
            if (plain) {
                text.append((char) value);
            } else {
                HEX.toHexDigits(text, value);
            }
        }
        return inHex ? text.append('|').toString() : text.toString();
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(values, other.values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(values, bytes.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /// The bytes as ISO-8859-1, for messages and debugging.
    @Override
    public String toString() {
        return new String(values, StandardCharsets.ISO_8859_1);
    }
}
