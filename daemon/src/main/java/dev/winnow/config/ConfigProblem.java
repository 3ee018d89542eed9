package dev.winnow.config;

import java.util.regex.Pattern;

/// One thing wrong with a configuration.
///
/// @param message what is wrong and what would be right, one sentence without a full stop
public record ConfigProblem(Place place, String message) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// `file:line:column: message` on one line: control characters of the file are shown, not sent to the terminal.
    @Override
    public String toString() {
        return CONTROL.matcher(place + ": " + message)
                .replaceAll(control ->
                        String.format("\\\\x%02x", (int) control.group().charAt(0)));
    }
}
