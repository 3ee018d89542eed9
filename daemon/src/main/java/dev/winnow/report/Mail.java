package dev.winnow.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A mail with parts. Sources: RFC 5322 for the headers, RFC 2046 section 5.1 for the parts, RFC 2047 for words
/// that are not ASCII, RFC 3834 for telling other machines that a machine wrote it.
///
/// @param from    an address
/// @param to      addresses; empty: whoever sends it says to whom
/// @param subject any text; what would break the header is replaced
/// @param timeMs  milliseconds since 1970
/// @param id      of this mail and no other
public record Mail(
        String from, List<String> to, String subject, long timeMs, ZoneId zone, UUID id, List<MailPart> parts) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
    private static final int MOST_SUBJECT = 200;
    /// Bytes of UTF-8 in one encoded word of at most 75 characters.
    private static final int WORD_BYTES = 42;

    public Mail {
        to = List.copyOf(to);
        parts = List.copyOf(parts);
    }

    /// All of it, in ASCII, in lines that end in `\r\n`.
    public String text() {
        // "=_" stands in no quoted-printable and no base64 text.
        String boundary = "=_" + id;
        StringBuilder out = new StringBuilder();
        header(out, "From", from);
        if (!to.isEmpty()) {
            header(out, "To", String.join(",\r\n ", to));
        }
        header(out, "Subject", encodedSubject());
        header(out, "Date", DATE.format(Instant.ofEpochMilli(timeMs).atZone(zone)));
        header(out, "Message-ID", "<" + id + "@" + domain() + ">");
        header(out, "Auto-Submitted", "auto-generated");
        header(out, "MIME-Version", "1.0");
        header(out, "Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
        for (MailPart part : parts) {
            out.append("\r\n--").append(boundary).append("\r\n").append(part.encoded());
        }
        return out.append("\r\n--").append(boundary).append("--\r\n").toString();
    }

    private static void header(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    private String domain() {
        int at = from.lastIndexOf('@');
        return at < 0 ? "localhost" : from.substring(at + 1);
    }

    private String encodedSubject() {
        StringBuilder printable = new StringBuilder();
        subject.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(MOST_SUBJECT)
                .forEach(printable::appendCodePoint);
        String text = printable.toString();
        return text.chars().allMatch(c -> c < 0x7F) ? text : encodedWords(text);
    }

    private static String encodedWords(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            String next = Character.toString(c);
            if ((word + next).getBytes(StandardCharsets.UTF_8).length > WORD_BYTES) {
                appendWord(word, words);
            }
            word.append(next);
        });
        appendWord(word, words);
        return words.toString();
    }

    private static void appendWord(StringBuilder word, StringBuilder words) {
        if (!word.isEmpty()) {
            words.append(words.isEmpty() ? "" : "\r\n ")
                    .append("=?utf-8?B?")
                    .append(Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
                    .append("?=");
            word.setLength(0);
        }
    }
}
