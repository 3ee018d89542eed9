package dev.winnow.rule.parse;

import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.TransactionOption.CertificateAge;
import dev.winnow.rule.option.TransactionOption.CertificateTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `tls_cert_notbefore`, `tls_cert_notafter`, `tls_cert_expired` and `tls_cert_valid` (user guide: "SSL/TLS Keywords").
///
/// A date is `2015-10`, … up to `2015-10-22 23:59:59` in UTC, what is left out as early as can be. A number
/// alone is seconds since 1970 and no year, and `<`, `>` and `<>` include the dates that they name: as in
/// Suricata 7.0.10, whatever its user guide says.
final class CertificateTimes {
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})-(\\d{1,2})(?:-(\\d{1,2})(?:[T ](\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2}))?)?)?)?");
    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private CertificateTimes() {}

    static void addTo(KeywordTable table) {
        for (NumberField field : new NumberField[] {NumberField.TLS_NOT_BEFORE, NumberField.TLS_NOT_AFTER}) {
            table.add(field.keyword(), Keyword.condition(value -> new CertificateTime(field, range(value))));
        }
        table.add("tls_cert_expired", Keyword.flag(CertificateAge.EXPIRED));
        table.add("tls_cert_valid", Keyword.flag(CertificateAge.VALID));
    }

    private static NumberRange range(Value value) throws Mistake {
        if (value.startsWith('<')) {
            return NumberRange.between(Long.MIN_VALUE, seconds(value.drop(1).trim()));
        }
        if (value.startsWith('>')) {
            return NumberRange.between(seconds(value.drop(1).trim()), Long.MAX_VALUE);
        }
        int sign = value.text().indexOf("<>");
        if (sign < 0) {
            return NumberRange.exactly(seconds(value));
        }
        long low = seconds(value.slice(0, sign).trim());
        long high = seconds(value.drop(sign + 2).trim());
        if (low >= high) {
            throw value.mistake("the second date is not later than the first");
        }
        return NumberRange.between(low, high);
    }

    private static long seconds(Value date) throws Mistake {
        if (SECONDS.matcher(date.text()).matches()) {
            return date.number("date", 0, Integer.toUnsignedLong(-1));
        }
        Matcher parts = DATE.matcher(date.text());
        if (!parts.matches()) {
            throw unexpected(date);
        }
        try {
            return LocalDateTime.of(part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4), part(parts, 5))
                    .plusSeconds(part(parts, 6))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw unexpected(date);
        }
    }

    /// The number of a group, or where it is left out the first there is: 1 for months and days, 0 for the clock.
    private static int part(Matcher parts, int group) {
        String digits = parts.group(group);
        int first = group <= 3 ? 1 : 0;
        return digits == null ? first : Integer.parseInt(digits);
    }

    private static Mistake unexpected(Value date) {
        return date.mistake("expected a date such as `2015-10-22`, not " + date.quoted());
    }
}
