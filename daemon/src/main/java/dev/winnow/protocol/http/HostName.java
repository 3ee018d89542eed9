package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The name in a Host header (RFC 9110, 7.2), as rules see it.
final class HostName {
    private HostName() {}

    /// Appends the name in `value` to `out`: without the port, and in lower case; but where there is a port,
    /// in the case it was sent in, as Suricata 7 has it.
    static void append(ByteRange value, GrowingBytes out) {
        MemorySegment memory = value.memory();
        long from = value.offset();
        long to = from + value.length();
        long end = nameEnd(memory, from, to);
        out.append(memory, from, (int) (end - from));
        if (end == to) {
            toLowerCase(out);
        }
        int length = out.length();
        while (length > 0 && Ascii.isSpace(out.at(length - 1))) {
            length--;
        }
        out.truncate(length);
    }

    private static long nameEnd(MemorySegment memory, long from, long to) {
        if (from < to && memory.get(ValueLayout.JAVA_BYTE, from) == '[') {
            long bracket = Ascii.find(memory, from, to, (byte) ']');
            return bracket < to ? bracket + 1 : from;
        }
        return Ascii.find(memory, from, to, (byte) ':');
    }

    static void toLowerCase(GrowingBytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            bytes.set(i, Ascii.lower(bytes.at(i)));
        }
    }
}
