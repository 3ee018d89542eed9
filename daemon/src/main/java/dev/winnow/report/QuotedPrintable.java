package dev.winnow.report;

import java.nio.charset.StandardCharsets;

/// Text as ASCII in short lines that a person can read as it is. Source: RFC 2045, section 6.7.
final class QuotedPrintable {
    private static final int LINE = 76;
    private static final String SOFT_END = "=\r\n";

    private QuotedPrintable() {}

    /// @param text lines that end in `\n`
    /// @return UTF-8, encoded, in lines that end in `\r\n`
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
        text.lines().forEach(line -> appendLine(line, out));
        return out.toString();
    }

    private static void appendLine(String line, StringBuilder out) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            String encoded = encode(bytes[i] & 0xFF, i == bytes.length - 1);
            if (column + encoded.length() >= LINE) {
                out.append(SOFT_END);
                column = 0;
            }
            out.append(encoded);
            column += encoded.length();
        }
        out.append("\r\n");
    }

    private static String encode(int octet, boolean last) {
        boolean blank = octet == ' ' || octet == '\t';
        boolean plain = blank ? !last : octet > ' ' && octet < 0x7F && octet != '=';
        return plain ? Character.toString(octet) : "=%02X".formatted(octet);
    }
}
