package dev.winnow.rule.resolve;

import dev.winnow.rule.source.Diagnostics;
import java.util.Optional;

/// Reads files of `config NAME: field,field,…` lines, the form of classification.config and reference.config. Blank
/// lines and those that begin with `#` are passed over.
final class ConfigLines {
    @FunctionalInterface
    interface Entry {
        /// Takes the fields of one line, trimmed.
        ///
        /// @return what is wrong with them, if anything is
        Optional<String> take(String[] fields);
    }

    private ConfigLines() {}

    static void read(Diagnostics diagnostics, String name, int fieldCount, Entry entry) {
        String text = diagnostics.source().text();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(start, end).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                int at = text.indexOf(line, start);
                readLine(line, name, fieldCount, entry)
                        .ifPresent(message -> diagnostics.error(at, at + line.length(), message));
            }
            start = end + 1;
        }
    }

    private static Optional<String> readLine(String line, String name, int fieldCount, Entry entry) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, Math.max(colon, 0)).strip().split("\\s+", -1);
        if (head.length != 2 || !head[0].equals("config") || !head[1].equals(name)) {
            return Optional.of("expected `config " + name + ":`");
        }
        String[] fields = line.substring(colon + 1).split(",", -1);
        if (fields.length != fieldCount) {
            return Optional.of("expected " + fieldCount + " fields with commas between them, found " + fields.length);
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        return entry.take(fields);
    }

    /// A number from 1 to `max`, or 0 for anything else.
    static int number(String text, int max) {
        if (!text.matches("[0-9]{1,9}")) {
            return 0;
        }
        int value = Integer.parseInt(text);
        return value <= max ? value : 0;
    }
}
