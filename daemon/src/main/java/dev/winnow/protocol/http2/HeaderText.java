package dev.winnow.protocol.http2;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// Texts that are made of a list of headers, as Suricata makes them for rules.
final class HeaderText {
    private HeaderText() {}

    /// Appends a header's value, behind a comma unless it is the first.
    static void appendJoined(HeaderList headers, int header, GrowingBytes out) {
        if (out.length() > 0) {
            out.append((byte) ',');
            out.append((byte) ' ');
        }
        append(headers, headers.valueStart(header), headers.valueEnd(header), out);
    }

    /// Appends all headers but those called `hidden`, without space around their values.
    static void appendTrimmed(HeaderList headers, byte[] hidden, GrowingBytes out) {
        for (int header = 0; header < headers.count(); header++) {
            if (!isCalled(headers, header, hidden)) {
                appendTrimmed(headers, header, out);
            }
        }
    }

    private static void appendTrimmed(HeaderList headers, int header, GrowingBytes out) {
        Octets bytes = headers.bytes();
        int from = headers.valueStart(header);
        int to = headers.valueEnd(header);
        while (from < to && isSpace(bytes.u8(from))) {
            from++;
        }
        while (to > from && isSpace(bytes.u8(to - 1))) {
            to--;
        }
        append(headers, headers.nameStart(header), headers.valueStart(header), out);
        append(headers, from, to, out);
        endLine(out);
    }

    /// Appends the names, each on a line of its own, between empty ones.
    static void appendNames(HeaderList headers, GrowingBytes out) {
        endLine(out);
        for (int header = 0; header < headers.count(); header++) {
            append(headers, headers.nameStart(header), headers.nameEnd(header), out);
            endLine(out);
        }
        endLine(out);
    }

    /// Appends the host in an `:authority`, in lower case, without user and port.
    static void appendHost(HeaderList headers, int header, GrowingBytes out) {
        Octets bytes = headers.bytes();
        int end = headers.valueEnd(header);
        int from = headers.valueStart(header);
        for (int i = from; i < end; i++) {
            from = bytes.u8(i) == '@' ? i + 1 : from;
        }
        int last = bytes.u8(from) == '[' ? ']' : ':';
        int at = from;
        while (at < end && bytes.u8(at) != last) {
            out.append((byte) lower(bytes.u8(at++)));
        }
        if (last == ']' && at < end) {
            out.append((byte) last);
        }
    }

    private static boolean isCalled(HeaderList headers, int header, byte[] name) {
        Octets bytes = headers.bytes();
        int start = headers.nameStart(header);
        boolean isEqual = headers.nameEnd(header) - start == name.length;
        for (int i = 0; isEqual && i < name.length; i++) {
            isEqual = lower(bytes.u8(start + i)) == name[i];
        }
        return isEqual;
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\t';
    }

    private static void append(HeaderList headers, int from, int to, GrowingBytes out) {
        Octets bytes = headers.bytes();
        out.append(bytes.memory(), bytes.offset(from), to - from);
    }

    private static void endLine(GrowingBytes out) {
        out.append((byte) '\r');
        out.append((byte) '\n');
    }
}
