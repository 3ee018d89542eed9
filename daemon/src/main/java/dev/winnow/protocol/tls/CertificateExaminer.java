package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;
import dev.winnow.rule.option.TransactionEvent;

/// Tells what is wrong with a certificate, in the order in which its parts are (RFC 5280, section 4.1). Reused. One
/// thread.
final class CertificateExaminer {
    private static final int MONTHS = 12;
    private static final int DAYS = 31;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final int UTC_TIME = 0x17;

    private final Der der = new Der();
    private final Der times = new Der();
    private Octets bytes;

    /// What is wrong first with the certificate that begins at `from` and ends before `limit`: a bit of
    /// [TransactionEvent], or 0.
    long odd(Octets newBytes, int from, int limit) {
        bytes = newBytes;
        der.wrap(bytes, from, limit);
        TransactionEvent wrong = enter();
        wrong = wrong == null ? enter() : wrong;
        wrong = wrong == null ? serial() : wrong;
        wrong = wrong == null ? next(Der.SEQUENCE) : wrong;
        wrong = wrong == null ? next(Der.SEQUENCE) : wrong;
        wrong = wrong == null ? validity() : wrong;
        wrong = wrong == null ? next(Der.SEQUENCE) : wrong;
        wrong = wrong == null ? next(Der.SEQUENCE) : wrong;
        return wrong == null ? 0 : wrong.bit();
    }

    private TransactionEvent enter() {
        TransactionEvent wrong = next(Der.SEQUENCE);
        if (wrong == null) {
            der.enter();
        }
        return wrong;
    }

    private TransactionEvent serial() {
        boolean isThere = der.next();
        if (isThere && der.tag() == Der.CONTEXT_0) {
            isThere = der.next();
        }
        return isThere && der.tag() == Der.INTEGER ? null : TransactionEvent.TLS_CERTIFICATE_SERIAL;
    }

    private TransactionEvent next(int tag) {
        if (der.isLast()) {
            return TransactionEvent.TLS_CERTIFICATE_LENGTH;
        }
        if (!der.next()) {
            return TransactionEvent.TLS_CERTIFICATE;
        }
        return der.tag() == tag ? null : TransactionEvent.TLS_CERTIFICATE_DER;
    }

    private TransactionEvent validity() {
        TransactionEvent wrong = next(Der.SEQUENCE);
        if (wrong == null) {
            times.wrap(der);
            wrong = time();
            wrong = wrong == null ? time() : wrong;
        }
        return wrong;
    }

    private TransactionEvent time() {
        if (!times.next()) {
            return TransactionEvent.TLS_CERTIFICATE;
        }
        boolean isTime = Asn1Time.seconds(bytes, times) != Asn1Time.NONE && isOnClock() && hasZone();
        return isTime ? null : TransactionEvent.TLS_CERTIFICATE_DATE;
    }

    private boolean isOnClock() {
        int month = times.start() + (times.tag() == UTC_TIME ? 2 : 4);
        return isIn(month, 1, MONTHS)
                && isIn(month + 2, 1, DAYS)
                && isIn(month + 4, 0, HOURS - 1)
                && isIn(month + 6, 0, MINUTES - 1);
    }

    private boolean isIn(int at, int least, int most) {
        int number = (bytes.u8(at) - '0') * 10 + bytes.u8(at + 1) - '0';
        return number >= least && number <= most;
    }

    /// `Z` at the end, or hours and minutes behind a sign.
    private boolean hasZone() {
        int sign = bytes.u8(times.end() - 5);
        return bytes.u8(times.end() - 1) == 'Z' || sign == '+' || sign == '-';
    }
}
