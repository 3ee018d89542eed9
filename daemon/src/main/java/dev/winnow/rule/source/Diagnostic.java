package dev.winnow.rule.source;

import java.util.Locale;

/// One finding in a text. Readers collect these and go on; only the loader decides to stop.
///
/// @param start first character concerned, as an offset into the source
/// @param end offset after the last one; equal to `start` at the end of input
public record Diagnostic(Severity severity, int start, int end, String message) {
    /// An error costs the rule or the line it is in; a warning costs nothing.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// As much of a line as is quoted before and after the place.
    private static final int QUOTED_BEFORE = 60;

    private static final int QUOTED_AFTER = 60;

    private static final String CUT = "\u2026";

    /// The finding for people: a line `file:line:column: severity: message`, the line quoted, and a caret under the
    /// place with tildes to its end. A long line is quoted in part. No control character but tab gets through.
    public String render(SourceText source) {
        SourceText.Position at = source.locate(start);
        String before = printable(tail(at.before()));
        String after = printable(head(at.after()));
        String number = Integer.toString(at.line());
        int underlined = Math.clamp(end - start, 1, Math.max(1, after.length()));
        return printable(source.name()) + ":" + number + ":" + at.column() + ": "
                + severity.name().toLowerCase(Locale.ROOT) + ": " + printable(message) + "\n"
                + number + " | " + before + after + "\n"
                + " ".repeat(number.length()) + " | " + blank(before) + "^" + "~".repeat(underlined - 1) + "\n";
    }

    private static String tail(String text) {
        int from = text.length() - QUOTED_BEFORE;
        return from <= 1 ? text : CUT + text.substring(from);
    }

    private static String head(String text) {
        return text.length() <= QUOTED_AFTER + 1 ? text : text.substring(0, QUOTED_AFTER) + CUT;
    }

    /// Tabs stay tabs, so that the caret lines up.
    private static String blank(String text) {
        StringBuilder blank = new StringBuilder(text.length());
        text.codePoints().forEach(c -> blank.append(c == '\t' ? '\t' : ' '));
        return blank.toString();
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) && c != '\t' ? 0xFFFD : c));
        return clean.toString();
    }
}
