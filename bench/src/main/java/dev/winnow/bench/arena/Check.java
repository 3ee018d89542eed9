package dev.winnow.bench.arena;

import java.util.Locale;

/// Something that must hold, and whether it did.
///
/// @param name what must hold
/// @param measured the number
/// @param limit what it must not pass
record Check(String name, String measured, String limit, boolean holds) {
    static Check atMost(String name, double measured, double limit, String unit) {
        return new Check(name, text(measured, unit), "at most " + text(limit, unit), measured <= limit);
    }

    static Check atLeast(String name, double measured, double limit, String unit) {
        return new Check(name, text(measured, unit), "at least " + text(limit, unit), measured >= limit);
    }

    /// @param found what was looked for and found, in words
    static Check that(String name, String found, boolean holds) {
        return new Check(name, found, "holds", holds);
    }

    /// A line for the terminal and the report.
    String line() {
        return "%s: %s: %s (%s)".formatted(holds ? "holds" : "FAILS", name, measured, limit);
    }

    /// As few digits as say it.
    static String text(double value, String unit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return "never";
        }
        String format = value == Math.rint(value) ? "%,.0f" : Math.abs(value) >= 100 ? "%,.1f" : "%,.2f";
        String number = String.format(Locale.ROOT, format, value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
