package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What is odd about the host that a request's target names (RFC 9112 section 3.2), and whether the Host header names
/// another one. Threading: its flow's. Never throws on hostile bytes.
final class TargetExaminer {
    private final UriParts parts = new UriParts();
    private final ByteRange target = new ByteRange();
    private final ByteRange header = new ByteRange();
    private final HttpTransaction transaction;

    TargetExaminer(HttpTransaction transaction) {
        this.transaction = transaction;
    }

    void examine() {
        Message request = transaction.request();
        if (!request.line().word(1, target) || !pointAtAuthority()) {
            return;
        }
        boolean isOpen = byteAt(target.offset(), target) == '[' && hostEnd(target) == target.offset();
        if (!isOpen && !HostAndPort.isValid(target)) {
            transaction.note(TransactionEvent.HTTP_TARGET_HOST);
        }
        if (request.headers().value(HeaderName.HOST, header) && differs()) {
            transaction.note(TransactionEvent.HTTP_TWO_HOSTS);
        }
    }

    /// Turns [#target] to the host and the port in it; false if it has none.
    private boolean pointAtAuthority() {
        MemorySegment memory = target.memory();
        long from = target.offset();
        long to = from + target.length();
        boolean isConnect = transaction.method() == Method.CONNECT;
        if (isConnect) {
            parts.parseAuthority(memory, from, to);
        } else {
            parts.parse(memory, from, to);
        }
        long end = isConnect ? to : parts.pathFrom;
        target.set(memory, parts.hostFrom, (int) (end - parts.hostFrom));
        return isConnect || parts.hostFrom > from;
    }

    /// Whether the hosts differ, or the ports where both have one.
    private boolean differs() {
        long targetEnd = hostEnd(target);
        long headerEnd = hostEnd(header);
        if (!isSame(nameEnd(target, targetEnd), nameEnd(header, headerEnd))) {
            return true;
        }
        long targetPort = port(target, targetEnd);
        long headerPort = port(header, headerEnd);
        return targetPort >= 0 && headerPort >= 0 && targetPort != headerPort;
    }

    /// Behind the host: at the colon, or the end; at the beginning of a literal address without an end.
    private static long hostEnd(ByteRange range) {
        MemorySegment memory = range.memory();
        long to = range.offset() + range.length();
        if (byteAt(range.offset(), range) == '[') {
            long bracket = Ascii.find(memory, range.offset(), to, (byte) ']');
            return bracket < to ? bracket + 1 : range.offset();
        }
        return Ascii.find(memory, range.offset(), to, (byte) ':');
    }

    /// Before the dot of the root and white space.
    private static long nameEnd(ByteRange range, long hostEnd) {
        long end = hostEnd;
        while (end > range.offset() && Ascii.isBlank(range.memory().get(ValueLayout.JAVA_BYTE, end - 1))) {
            end--;
        }
        boolean hasRoot = end > range.offset() && byteAt(end - 1, range) == '.';
        return hasRoot ? end - 1 : end;
    }

    private boolean isSame(long targetEnd, long headerEnd) {
        long length = targetEnd - target.offset();
        boolean isSame = length == headerEnd - header.offset() && length > 0;
        for (long i = 0; isSame && i < length; i++) {
            isSame = Ascii.lower((byte) byteAt(target.offset() + i, target))
                    == Ascii.lower((byte) byteAt(header.offset() + i, header));
        }
        return isSame;
    }

    /// The number behind the colon, or -1.
    private static long port(ByteRange range, long hostEnd) {
        long to = range.offset() + range.length();
        long port = -1;
        for (long at = hostEnd + 1; at < to; at++) {
            int digit = byteAt(at, range) - '0';
            if (digit < 0 || digit > 9 || port > 0xFFFF) {
                return -1;
            }
            port = Math.max(port, 0) * 10 + digit;
        }
        return port;
    }

    private static int byteAt(long at, ByteRange range) {
        boolean isInside = at < range.offset() + range.length();
        return isInside ? range.memory().get(ValueLayout.JAVA_BYTE, at) & 0xFF : 0;
    }
}
