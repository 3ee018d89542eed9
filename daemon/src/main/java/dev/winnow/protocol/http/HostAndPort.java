package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Whether what a Host header says can be a host and a port (RFC 9110 section 7.2, RFC 1123 section 2.1).
final class HostAndPort {
    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;
    private static final int MAX_PORT = 65535;

    private HostAndPort() {}

    static boolean isValid(ByteRange value) {
        MemorySegment memory = value.memory();
        long to = value.offset() + value.length();
        boolean isLiteral = value.length() > 0 && memory.get(ValueLayout.JAVA_BYTE, value.offset()) == '[';
        long bracket = isLiteral ? Ascii.find(memory, value.offset(), to, (byte) ']') : value.offset();
        if (bracket == to && isLiteral) {
            return false;
        }
        long colon = Ascii.find(memory, bracket, to, (byte) ':');
        long hostEnd = colon;
        while (hostEnd > value.offset() && Ascii.isBlank(memory.get(ValueLayout.JAVA_BYTE, hostEnd - 1))) {
            hostEnd--;
        }
        boolean isHost = isLiteral
                ? hostEnd == bracket + 1 && isAddress(memory, value.offset() + 1, bracket)
                : isName(memory, value.offset(), hostEnd);
        return isHost && (colon == to || isPort(memory, Ascii.skipSpace(memory, colon + 1, to), to));
    }

    private static boolean isName(MemorySegment memory, long from, long to) {
        int label = 0;
        for (long at = from; at < to; at++) {
            byte letter = memory.get(ValueLayout.JAVA_BYTE, at);
            boolean isDot = letter == '.';
            if (isDot ? label == 0 : !isNameLetter(letter)) {
                return false;
            }
            label = isDot ? 0 : label + 1;
            if (label > MAX_LABEL) {
                return false;
            }
        }
        return from < to && to - from <= MAX_NAME;
    }

    private static boolean isNameLetter(byte letter) {
        byte lower = Ascii.lower(letter);
        return (lower >= 'a' && lower <= 'z') || isDigit(letter) || letter == '-' || letter == '_';
    }

    private static boolean isAddress(MemorySegment memory, long from, long to) {
        for (long at = from; at < to; at++) {
            byte letter = memory.get(ValueLayout.JAVA_BYTE, at);
            if (Ascii.hexDigit(letter) < 0 && letter != ':' && letter != '.') {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isPort(MemorySegment memory, long from, long to) {
        int port = 0;
        for (long at = from; at < to && port <= MAX_PORT; at++) {
            byte digit = memory.get(ValueLayout.JAVA_BYTE, at);
            if (!isDigit(digit)) {
                return false;
            }
            port = port * 10 + digit - '0';
        }
        return port > 0 && port <= MAX_PORT;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
