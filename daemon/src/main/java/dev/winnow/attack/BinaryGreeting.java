package dev.winnow.attack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tells bytes that no client sends first to a web server: an HTTP/1 request begins with a word of visible ASCII
/// (RFC 9112 section 3), and so does HTTP/2 (RFC 9113 section 3.4).
final class BinaryGreeting {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    /// Longer than any method; bytes at random do not get so far, and behind the method may be an URI in any bytes.
    private static final int LOOKED_AT = 24;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;

    /// What a proxy says of the connection before it hands it on, after the line ends with which that begins
    /// (PROXY protocol, version 2).
    private static final byte[] PROXY = {0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    private BinaryGreeting() {}

    /// Whether the first bytes of a connection are neither words, nor TLS, nor a proxy's.
    static boolean greets(MemorySegment memory, long offset, int length) {
        if (length > 1 && memory.get(BYTE, offset) == TLS_HANDSHAKE && memory.get(BYTE, offset + 1) == TLS_MAJOR) {
            return false;
        }
        long end = offset + Math.min(length, LOOKED_AT);
        long word = behindLineEnds(memory, offset, end);
        for (long at = word; at < end; at++) {
            byte letter = memory.get(BYTE, at);
            if (letter == '\r' || letter == '\n' || (letter == ' ' && at > word)) {
                return false;
            }
            // Bytes are signed: those from 0x80 on are below the space too.
            if (letter <= ' ' || letter == 0x7F) {
                return !isProxy(memory, at, end);
            }
        }
        return false;
    }

    /// A server may skip them before a request (RFC 9112 section 2.2).
    private static long behindLineEnds(MemorySegment memory, long start, long end) {
        long at = start;
        while (at < end && (memory.get(BYTE, at) == '\r' || memory.get(BYTE, at) == '\n')) {
            at++;
        }
        return at;
    }

    private static boolean isProxy(MemorySegment memory, long at, long end) {
        for (int i = 0; i < PROXY.length; i++) {
            if (at + i >= end || memory.get(BYTE, at + i) != PROXY[i]) {
                return false;
            }
        }
        return true;
    }
}
