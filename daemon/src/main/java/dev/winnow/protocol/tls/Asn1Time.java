package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;
import dev.winnow.protocol.Transaction;

/// UTCTime and GeneralizedTime as certificates have them (RFC 5280, section 4.1.2.5): in UTC.
final class Asn1Time {
    /// There is no such time.
    static final long NONE = Transaction.NO_NUMBER;

    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int LAST_YEAR_OF_UTC_TIME = 50;
    private static final int DAYS_TO_1970 = 719_468;
    private static final int DAYS_IN_400_YEARS = 146_097;

    private Asn1Time() {}

    /// The time at which `der` is, in seconds since 1970, or [#NONE].
    static long seconds(Octets bytes, Der der) {
        int yearDigits = der.tag() == UTC_TIME ? 2 : 4;
        boolean isTime = der.tag() == UTC_TIME || der.tag() == GENERALIZED_TIME;
        int at = der.start() + yearDigits;
        if (!isTime || der.end() - at < 8 || !isDigits(bytes, der.start(), at + 8)) {
            return NONE;
        }
        int year = pair(bytes, der.start());
        if (yearDigits == 4) {
            year = year * 100 + pair(bytes, der.start() + 2);
        } else {
            year += year < LAST_YEAR_OF_UTC_TIME ? 2000 : 1900;
        }
        long days = days(year, pair(bytes, at), pair(bytes, at + 2));
        boolean hasSeconds = der.end() - at >= 10 && isDigits(bytes, at + 8, at + 10);
        int seconds = hasSeconds ? pair(bytes, at + 8) : 0;
        return ((days * 24 + pair(bytes, at + 4)) * 60 + pair(bytes, at + 6)) * 60 + seconds;
    }

    private static boolean isDigits(Octets bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int digit = bytes.u8(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
        }
        return true;
    }

    private static int pair(Octets bytes, int at) {
        return (bytes.u8(at) - '0') * 10 + bytes.u8(at + 1) - '0';
    }

    /// Days from 1970-01-01, counting years from March so that the odd day comes last.
    private static long days(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = shifted / 400;
        int yearOfEra = shifted % 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_IN_400_YEARS + dayOfEra - DAYS_TO_1970;
    }
}
