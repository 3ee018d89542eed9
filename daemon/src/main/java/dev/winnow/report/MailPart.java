package dev.winnow.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A part of a mail: a text to be read, or a file to be kept. Immutable.
public final class MailPart {
    private static final int BASE64_LINE = 76;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final String headers;
    private final String body;

    private MailPart(String headers, String body) {
        this.headers = headers;
        this.body = body;
    }

    /// A text that a mail program shows.
    ///
    /// @param text lines that end in `\n`
    public static MailPart text(String text) {
        return new MailPart(
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
                QuotedPrintable.encode(text));
    }

    /// A file.
    ///
    /// @param contentType as RFC 2045 has it, with parameters
    /// @param filename    letters, digits, dots and hyphens
    public static MailPart attachment(String contentType, String filename, byte[] bytes) {
        if (!filename.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a plain file name: " + filename);
        }
        String encoded =
                new String(Base64.getMimeEncoder(BASE64_LINE, LINE_END).encode(bytes), StandardCharsets.US_ASCII);
        return new MailPart(
                "Content-Type: " + contentType + "\r\nContent-Disposition: attachment; filename=\"" + filename
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n",
                encoded + "\r\n");
    }

    /// The part as it stands between two boundaries.
    String encoded() {
        return headers + "\r\n" + body;
    }
}
