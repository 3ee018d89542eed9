package dev.winnow.cli;

import dev.winnow.config.DurationType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A time as a person names it: how long ago, or when.
final class ReportTime {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss]", Locale.ROOT);

    private ReportTime() {}

    /// @param option for the message where it is none
    /// @param zone   of times that name none
    static Instant parse(String option, String text, Instant now, ZoneId zone) {
        return DurationType.parse(text).map(now::minus).orElseGet(() -> parseDate(option, text, zone));
    }

    private static Instant parseDate(String option, String text, ZoneId zone) {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            return text.length() <= "2026-01-02".length()
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    option + ": '" + text + "' is neither how long ago, such as 24h or 7d, nor a time such as "
                            + "2026-01-02, '2026-01-02 03:04' or 2026-01-02T03:04:05Z",
                    e);
        }
    }
}
