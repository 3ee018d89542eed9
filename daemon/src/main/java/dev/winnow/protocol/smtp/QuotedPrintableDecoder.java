package dev.winnow.protocol.smtp;

import dev.winnow.protocol.CarriedFile;
import dev.winnow.protocol.Octets;

/// Decodes quoted-printable (RFC 2045, section 6.7); what is no escape stays as it is.
final class QuotedPrintableDecoder {
    private QuotedPrintableDecoder() {}

    /// Decodes a line, and its end unless that is a soft one.
    static void decode(Octets line, boolean ends, CarriedFile to) {
        boolean isSoft = line.u8(line.length() - 1) == '=';
        int length = isSoft ? line.length() - 1 : line.length();
        for (int at = 0; at < length; at++) {
            int high = hexadecimal(line.u8(at + 1));
            int low = hexadecimal(line.u8(at + 2));
            if (line.u8(at) == '=' && high >= 0 && low >= 0) {
                to.append(high << 4 | low);
                at += 2;
            } else {
                to.append(line.u8(at));
            }
        }
        if (ends && !isSoft) {
            to.append('\r');
            to.append('\n');
        }
    }

    private static int hexadecimal(int letter) {
        return letter < 0 ? -1 : Character.digit(letter, 16);
    }
}
