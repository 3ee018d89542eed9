package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What is odd about the headers that tell of a response's content (RFC 9110 sections 8.4 and 14.4). Threading: its
/// flow's. Never throws on hostile bytes.
final class ContentExaminer {
    private static final String[] CODINGS = {"gzip", "x-gzip", "deflate", "x-deflate", "inflate", "lzma", "none"};
    private static final String PARTS = "multipart/byteranges";
    private static final int MAX_CODINGS = 2;
    private static final int MAX_DIGITS = 18;
    private static final long NO_NUMBER = -1;

    private final ByteRange range = new ByteRange();
    private final HttpTransaction transaction;
    private long at;
    private long end;

    ContentExaminer(HttpTransaction transaction) {
        this.transaction = transaction;
    }

    void examine(HeaderTable headers) {
        if (headers.value(HeaderName.CONTENT_ENCODING, range)) {
            codings();
        }
        if (headers.value(HeaderName.CONTENT_RANGE, range) && !isRange()) {
            transaction.note(TransactionEvent.HTTP_RANGE);
        }
        boolean hasLength =
                headers.find(HeaderName.CONTENT_LENGTH) >= 0 || headers.find(HeaderName.TRANSFER_ENCODING) >= 0;
        if (!hasLength
                && headers.value(HeaderName.CONTENT_TYPE, range)
                && Ascii.indexOf(range.memory(), range.offset(), range.offset() + range.length(), PARTS) >= 0) {
            transaction.note(TransactionEvent.HTTP_BYTE_RANGES);
        }
    }

    private void codings() {
        MemorySegment memory = range.memory();
        long to = range.offset() + range.length();
        int codings = 0;
        for (long from = range.offset(); from < to && codings <= MAX_CODINGS; ) {
            long comma = Ascii.find(memory, from, to, (byte) ',');
            long first = Ascii.skipSpace(memory, from, comma);
            long last = comma;
            while (last > first && Ascii.isBlank(memory.get(ValueLayout.JAVA_BYTE, last - 1))) {
                last--;
            }
            if (last > first && ++codings > MAX_CODINGS) {
                transaction.note(TransactionEvent.HTTP_CODING_LAYERS);
            } else if (last > first && !isCoding(memory, first, last)) {
                transaction.note(TransactionEvent.HTTP_CODING);
            }
            from = comma + 1;
        }
    }

    private static boolean isCoding(MemorySegment memory, long from, long to) {
        for (String coding : CODINGS) {
            if (Ascii.is(memory, from, to, coding)) {
                return true;
            }
        }
        return false;
    }

    /// `unit first-last/size`, where the size may be a star; or `unit */size`. What follows is passed over. As in
    /// Suricata 7.0.10, first and last are compared only where there is a size to compare them with.
    private boolean isRange() {
        end = range.offset() + range.length();
        long space = Ascii.find(range.memory(), range.offset(), end, (byte) ' ');
        at = Ascii.skipSpace(range.memory(), space, end);
        if (space == range.offset() || at == end) {
            return false;
        }
        if (skip('*')) {
            return skip('/') && number() != NO_NUMBER;
        }
        long first = number();
        long last = skip('-') ? number() : NO_NUMBER;
        if (first == NO_NUMBER || last == NO_NUMBER || !skip('/')) {
            return false;
        }
        if (skip('*')) {
            return true;
        }
        long size = number();
        return size == 0 || (first <= last && last < size);
    }

    private boolean skip(char sign) {
        boolean isThere = at < end && range.memory().get(ValueLayout.JAVA_BYTE, at) == sign;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private long number() {
        long from = at;
        long number = 0;
        while (at < end && at - from <= MAX_DIGITS && isDigit(range.memory().get(ValueLayout.JAVA_BYTE, at))) {
            number = number * 10 + range.memory().get(ValueLayout.JAVA_BYTE, at++) - '0';
        }
        return at == from || at - from > MAX_DIGITS ? NO_NUMBER : number;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
