package dev.winnow.protocol.smtp;

import dev.winnow.protocol.Octets;
import dev.winnow.protocol.Words;

/// What the header of a mail or of one of its parts says of the body (RFC 2045, RFC 2183). Threading: its flow's.
final class PartHeader {
    /// How the body is encoded.
    enum Encoding {
        NONE,
        BASE64,
        QUOTED_PRINTABLE
    }

    private Encoding encoding = Encoding.NONE;
    private boolean isMessage;

    void reset() {
        encoding = Encoding.NONE;
        isMessage = false;
    }

    Encoding encoding() {
        return encoding;
    }

    /// Whether the body is a mail in turn.
    boolean isMessage() {
        return isMessage;
    }

    /// Takes one header line, unfolded; finds a boundary and a file's name in it.
    void line(Octets line, Boundaries boundaries, FileName name) {
        if (Words.isAt(line, 0, "content-transfer-encoding:")) {
            encoding(line, Words.skipBlanks(line, "content-transfer-encoding:".length()));
        } else if (Words.isAt(line, 0, "content-disposition:")) {
            name(line, "filename=", name);
        } else if (Words.isAt(line, 0, "content-type:")) {
            int type = Words.skipBlanks(line, "content-type:".length());
            isMessage = Words.isAt(line, type, "message/rfc822");
            name(line, "name=", name);
            if (Words.isAt(line, type, "multipart/")) {
                boundary(line, boundaries);
            }
        }
    }

    private void encoding(Octets line, int at) {
        if (Words.isAt(line, at, "base64")) {
            encoding = Encoding.BASE64;
        } else if (Words.isAt(line, at, "quoted-printable")) {
            encoding = Encoding.QUOTED_PRINTABLE;
        }
    }

    private static void name(Octets line, String parameter, FileName name) {
        int at = Words.find(line, 0, parameter);
        if (at >= 0 && name.isEmpty()) {
            int start = valueStart(line, at + parameter.length());
            name.set(line, start, valueEnd(line, start) - start);
        }
    }

    private static void boundary(Octets line, Boundaries boundaries) {
        int at = Words.find(line, 0, "boundary=");
        if (at >= 0) {
            int start = valueStart(line, at + "boundary=".length());
            boundaries.push(line, start, valueEnd(line, start) - start);
        }
    }

    private static int valueStart(Octets line, int at) {
        return line.u8(at) == '"' ? at + 1 : at;
    }

    private static int valueEnd(Octets line, int start) {
        boolean isQuoted = line.u8(start - 1) == '"';
        int at = start;
        while (line.u8(at) >= 0 && !ends(line.u8(at), isQuoted)) {
            at++;
        }
        return at;
    }

    private static boolean ends(int letter, boolean isQuoted) {
        return isQuoted ? letter == '"' : letter == ';' || letter == ' ' || letter == '\t';
    }
}
