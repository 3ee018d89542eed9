package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What is odd about a message's start line and header lines, as they were sent (RFC 9110 sections 5.1 and 11.4,
/// RFC 9112 sections 2 to 6). Only for rules that ask; what is odd is what Suricata 7.0.10 answers to the same bytes.
///
/// Threading: its flow's. Allocates nothing, and never throws on hostile bytes.
final class HeadExaminer {
    /// RFC 9112 section 2.3: in capitals, or it is none.
    private static final String[] VERSIONS = {"HTTP/0.9", "HTTP/1.0", Framing.HTTP_1_1};
    private static final String[] SCHEMES = {"basic", "digest", "bearer"};
    private static final String CHUNKED = "chunked";
    private static final byte SPACE = ' ';

    private final ByteRange range = new ByteRange();
    private final HttpTransaction transaction;
    private final TargetExaminer target;
    private final ContentExaminer content;

    HeadExaminer(HttpTransaction transaction) {
        this.transaction = transaction;
        target = new TargetExaminer(transaction);
        content = new ContentExaminer(transaction);
    }

    void request() {
        Message message = transaction.request();
        requestLine(message.line());
        target.examine();
        lines(
                message,
                TransactionEvent.HTTP_REQUEST_FOLDING,
                TransactionEvent.HTTP_REQUEST_NO_COLON,
                TransactionEvent.HTTP_REQUEST_HEADER_NAME);
        if (hasContradictingLengths(message.headers())) {
            transaction.note(TransactionEvent.HTTP_REQUEST_TWO_LENGTHS);
        }
        if (message.headers().value(HeaderName.HOST, range) && !HostAndPort.isValid(range)) {
            transaction.note(TransactionEvent.HTTP_REQUEST_HOST);
        }
        if (message.headers().value(HeaderName.AUTHORIZATION, range) && !beginsWithAny(SCHEMES)) {
            transaction.note(TransactionEvent.HTTP_REQUEST_AUTHORIZATION);
        }
    }

    void response() {
        Message message = transaction.response();
        content.examine(message.headers());
        if (message.line().word(0, range) && !isVersion()) {
            transaction.note(TransactionEvent.HTTP_RESPONSE_VERSION);
        }
        lines(
                message,
                TransactionEvent.HTTP_RESPONSE_FOLDING,
                TransactionEvent.HTTP_RESPONSE_NO_COLON,
                TransactionEvent.HTTP_RESPONSE_HEADER_NAME);
        if (hasContradictingLengths(message.headers())) {
            transaction.note(TransactionEvent.HTTP_RESPONSE_TWO_LENGTHS);
        }
        if (message.headers().value(HeaderName.TRANSFER_ENCODING, range) && Framing.mentionsChunked(range)) {
            chunked(message);
        }
    }

    private void chunked(Message message) {
        if (!Ascii.is(range.memory(), range.offset(), range.offset() + range.length(), CHUNKED)) {
            transaction.note(TransactionEvent.HTTP_RESPONSE_TRANSFER_ENCODING);
        }
        if (message.line().word(0, range) && !isExactly(Framing.HTTP_1_1)) {
            transaction.note(TransactionEvent.HTTP_RESPONSE_OLD_CHUNKS);
        }
    }

    private void requestLine(StartLine line) {
        if (line.word(0, range) && line.start(0) > 0) {
            transaction.note(TransactionEvent.HTTP_REQUEST_LEADING_SPACE);
        }
        if (hasOtherSpace(line, 0)) {
            transaction.note(TransactionEvent.HTTP_METHOD_DELIMITER);
        }
        if (hasOtherSpace(line, 1)) {
            transaction.note(TransactionEvent.HTTP_URI_DELIMITER);
        }
    }

    /// Whether anything but spaces is between a word and the next one.
    private boolean hasOtherSpace(StartLine line, int word) {
        if (!line.word(word, range) || line.isEmpty(word + 1)) {
            return false;
        }
        long from = range.offset() + range.length();
        long to = from + line.start(word + 1) - line.start(word) - range.length();
        for (long at = from; at < to; at++) {
            if (range.memory().get(ValueLayout.JAVA_BYTE, at) != SPACE) {
                return true;
            }
        }
        return false;
    }

    /// Lines that begin with white space continue the one before them.
    private void lines(Message message, TransactionEvent folding, TransactionEvent noColon, TransactionEvent name) {
        message.headerLines(range);
        MemorySegment memory = range.memory();
        long end = range.offset() + range.length();
        long at = range.offset();
        while (at < end) {
            long next = Math.min(end, Ascii.find(memory, at, end, (byte) '\n') + 1);
            long lineEnd = Ascii.chomp(memory, at, next);
            boolean continues = Ascii.isBlank(memory.get(ValueLayout.JAVA_BYTE, at));
            if (continues && at == range.offset()) {
                transaction.note(folding);
            } else if (!continues && lineEnd > at) {
                line(memory, at, lineEnd, noColon, name);
            }
            at = next;
        }
    }

    private void line(MemorySegment memory, long from, long to, TransactionEvent noColon, TransactionEvent badName) {
        long colon = Ascii.find(memory, from, to, (byte) ':');
        if (colon == to) {
            transaction.note(noColon);
        } else if (!isToken(memory, from, colon)) {
            transaction.note(badName);
        }
    }

    /// RFC 9110 section 5.6.2.
    private static boolean isToken(MemorySegment memory, long from, long to) {
        for (long at = from; at < to; at++) {
            byte letter = memory.get(ValueLayout.JAVA_BYTE, at);
            if (letter <= ' ' || letter == 0x7F || "\"(),/:;<=>?@[\\]{}".indexOf(letter) >= 0) {
                return false;
            }
        }
        return from < to;
    }

    /// Whether there are two lengths, and they differ (RFC 9112 section 6.3).
    private boolean hasContradictingLengths(HeaderTable headers) {
        int first = headers.find(HeaderName.CONTENT_LENGTH);
        if (first < 0) {
            return false;
        }
        headers.value(first, range);
        long length = Framing.contentLength(range);
        for (int row = first + 1; row < headers.rowCount(); row++) {
            if (headers.isHidden(row) && headers.isNamed(row, HeaderName.CONTENT_LENGTH)) {
                headers.value(row, range);
                if (Framing.contentLength(range) != length) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isVersion() {
        for (String version : VERSIONS) {
            if (isExactly(version)) {
                return true;
            }
        }
        return false;
    }

    private boolean isExactly(String word) {
        return Ascii.isExactly(range.memory(), range.offset(), range.offset() + range.length(), word);
    }

    private boolean beginsWithAny(String[] words) {
        for (String word : words) {
            if (Ascii.startsWith(range.memory(), range.offset(), range.offset() + range.length(), word)) {
                return true;
            }
        }
        return false;
    }
}
