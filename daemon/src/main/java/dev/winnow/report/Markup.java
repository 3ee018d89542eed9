package dev.winnow.report;

/// HTML that is put together, with all text escaped.
final class Markup {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out = new StringBuilder(1 << 14);

    /// Appends markup as it is: only ever what stands in this package's own source.
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /// Appends a text that anybody may have written.
    Markup text(String text) {
        escape(text, out);
        return this;
    }

    /// Appends an element with a text in it.
    ///
    /// @param element a name of this package's own
    Markup element(String element, String text) {
        return raw("<" + element + ">").text(text).raw("</" + element + ">");
    }

    /// A text in which no character means anything to HTML or SVG, be it between tags or in quotes. What cannot be seen
    /// but changes what is seen, such as a turn of the reading direction, is replaced.
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isVisible(c) ? c : REPLACEMENT);
            }
        });
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
