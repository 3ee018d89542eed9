package dev.winnow.cli;

import java.io.Console;

/// How winnow speaks to a person, or to whatever reads its output instead.
final class Terminal {
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private Terminal() {}

    /// Whether a person is looking, so that a line may be drawn over.
    @SuppressWarnings("SystemConsoleNull") // it is null where the module that edits lines is not in the module graph
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /// `text` as one line in which nothing moves the cursor: control characters are written out as `\x1b`.
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append("\\x%02x".formatted(c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /// Draws `text` over the current line of the terminal, on standard error.
    static void redraw(String text) {
        System.err.print(CLEAR_LINE + text);
        System.err.flush();
    }

    /// Draws `text` over the whole terminal, on standard output.
    static void redrawAll(String text) {
        System.out.print(CLEAR_SCREEN + text);
        System.out.flush();
    }

    /// Takes back what [#redraw] drew.
    static void clear() {
        System.err.print(CLEAR_LINE);
        System.err.flush();
    }
}
