package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What says how long a message's body is (RFC 9112, 6.3), read as leniently as Suricata 7 reads it.
final class Framing {
    /// The one version with chunks, and with hosts that have to be named.
    static final String HTTP_1_1 = "HTTP/1.1";

    static final long BAD_LENGTH = -1;
    static final int NO_STATUS = -1;
    static final int CONTINUE = 100;
    static final int SWITCHING_PROTOCOLS = 101;
    static final int EXPECTATION_FAILED = 417;

    private static final String CHUNKED = "chunked";
    private static final long MAX_LENGTH = Long.MAX_VALUE / 10 - 1;

    private Framing() {}

    /// Chunked is one of the transfer codings.
    static boolean isChunked(ByteRange value) {
        MemorySegment memory = value.memory();
        long end = value.offset() + value.length();
        for (long at = value.offset(); at < end; at++) {
            long comma = Ascii.find(memory, at, end, (byte) ',');
            long from = Ascii.skipSpace(memory, at, comma);
            if (Ascii.is(memory, from, Ascii.findSpace(memory, from, comma), CHUNKED)) {
                return true;
            }
            at = comma;
        }
        return false;
    }

    /// Chunked is among the transfer codings, or in the name of one.
    static boolean mentionsChunked(ByteRange value) {
        return Ascii.indexOf(value.memory(), value.offset(), value.offset() + value.length(), CHUNKED) >= 0;
    }

    /// The first number in the value, or [#BAD_LENGTH].
    static long contentLength(ByteRange value) {
        MemorySegment memory = value.memory();
        long end = value.offset() + value.length();
        long at = value.offset();
        while (at < end && !isDigit(memory.get(ValueLayout.JAVA_BYTE, at))) {
            at++;
        }
        long length = at == end ? BAD_LENGTH : 0;
        while (at < end && isDigit(memory.get(ValueLayout.JAVA_BYTE, at))) {
            if (length > MAX_LENGTH) {
                return BAD_LENGTH;
            }
            length = length * 10 + memory.get(ValueLayout.JAVA_BYTE, at) - '0';
            at++;
        }
        return length;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    /// A status of three digits, or [#NO_STATUS].
    static int status(ByteRange word) {
        if (word.length() != 3) {
            return NO_STATUS;
        }
        int status = 0;
        for (int i = 0; i < 3; i++) {
            byte digit = word.memory().get(ValueLayout.JAVA_BYTE, word.offset() + i);
            if (!isDigit(digit)) {
                return NO_STATUS;
            }
            status = status * 10 + digit - '0';
        }
        return status;
    }

    /// Another response to the same request follows (RFC 9110, 15.2).
    static boolean isInterim(int status) {
        return status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
    }

    /// Responses that have no body whatever their headers say (RFC 9112, 6.3).
    static boolean isBodiless(int status) {
        return (status >= 100 && status < 200) || status == 204 || status == 304;
    }

    /// The connection is a tunnel from here on (RFC 9110, 9.3.6).
    static boolean isTunnel(Method method, int status) {
        return method == Method.CONNECT && status >= 200 && status < 300;
    }
}
