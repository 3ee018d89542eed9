package dev.winnow.rule.option;

import java.util.OptionalInt;

/// Collects options as rules write them: `name:value; name; …`. One character per byte, as in a rule file.
public final class OptionWriter {
    private final StringBuilder text = new StringBuilder();
    private Buffer selected = Buffer.PAYLOAD;

    /// Selects the buffer that the options written from here on look into.
    public OptionWriter select(Buffer buffer) {
        if (!buffer.equals(selected)) {
            Buffer before = selected;
            selected = buffer;
            buffer.writeTo(this, before);
        }
        return this;
    }

    /// Notes that the option written last has ended the selection of any other buffer.
    OptionWriter leaveFor(Buffer buffer) {
        if (!buffer.equals(selected)) {
            selected = Buffer.PAYLOAD;
        }
        return this;
    }

    /// An option without a value.
    public OptionWriter flag(String name) {
        separate().append(name).append(';');
        return this;
    }

    /// An option without a value, if `present`.
    public OptionWriter flag(String name, boolean present) {
        return present ? flag(name) : this;
    }

    /// An option whose value is written as it is. A backslash at its end is kept from hiding the semicolon.
    public OptionWriter option(String name, Object value) {
        separate().append(name).append(':').append(value);
        text.append(text.charAt(text.length() - 1) == '\\' ? " ;" : ";");
        return this;
    }

    /// An option with a number, if there is one.
    public OptionWriter option(String name, OptionalInt value) {
        return value.isPresent() ? option(name, value.getAsInt()) : this;
    }

    /// `value` with `!` before it if `negated`.
    public static String negatable(boolean negated, Object value) {
        return (negated ? "!" : "") + value;
    }

    /// `text` with backslashes before what would end it or begin something else.
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == ';' || c == '\\') {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private StringBuilder separate() {
        return text.isEmpty() ? text : text.append(' ');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
