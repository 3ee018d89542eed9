package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the parts of a request target are (RFC 3986, 3; RFC 9112, 3.2), for any bytes.
///
/// ```
///  scheme : // user @ host : port path ? query # fragment
/// ```
/// A scheme is only looked for if the target does not begin with a slash; an authority only behind a scheme.
/// Reused; offsets are the memory's. Threading: its flow's.
final class UriParts {
    long hostFrom;
    long hostTo;
    long pathFrom;
    long pathTo;
    /// Behind the question mark, or `queryTo` if there is none.
    long queryFrom;
    long queryTo;
    boolean hasQuery;
    /// Behind the number sign, or `fragmentTo` if there is none.
    long fragmentFrom;
    long fragmentTo;
    boolean hasFragment;

    /// Takes a target apart.
    void parse(MemorySegment memory, long from, long to) {
        long at = from;
        hostFrom = from;
        hostTo = from;
        if (from < to && byteAt(memory, from) != '/') {
            long colon = Ascii.find(memory, from, to, (byte) ':');
            if (colon < to) {
                at = authority(memory, colon + 1, to);
            }
        }
        pathFrom = at;
        fragmentTo = to;
        long mark = findEither(memory, at, to, (byte) '?', (byte) '#');
        pathTo = mark;
        hasQuery = mark < to && byteAt(memory, mark) == '?';
        queryFrom = hasQuery ? mark + 1 : mark;
        queryTo = hasQuery ? Ascii.find(memory, queryFrom, to, (byte) '#') : mark;
        hasFragment = queryTo < to;
        fragmentFrom = hasFragment ? queryTo + 1 : to;
    }

    private long authority(MemorySegment memory, long from, long to) {
        boolean present = to - from > 2
                && byteAt(memory, from) == '/'
                && byteAt(memory, from + 1) == '/'
                && byteAt(memory, from + 2) != '/';
        if (!present) {
            return from;
        }
        long end = from + 2;
        while (end < to && byteAt(memory, end) != '/' && byteAt(memory, end) != '?' && byteAt(memory, end) != '#') {
            end++;
        }
        parseAuthority(memory, from + 2, end);
        return end;
    }

    /// Takes an authority alone, the target of CONNECT; there is no path then.
    void parseAuthority(MemorySegment memory, long from, long to) {
        long userEnd = Ascii.find(memory, from, to, (byte) '@');
        hostFrom = userEnd < to ? userEnd + 1 : from;
        hostTo = Ascii.find(memory, hostFrom, to, (byte) ':');
        if (hostFrom < to && byteAt(memory, hostFrom) == '[') {
            long bracket = Ascii.find(memory, hostFrom, to, (byte) ']');
            hostTo = bracket < to ? bracket + 1 : hostFrom;
        }
        pathFrom = to;
        pathTo = to;
        queryFrom = to;
        queryTo = to;
        fragmentFrom = to;
        fragmentTo = to;
        hasQuery = false;
        hasFragment = false;
    }

    private static long findEither(MemorySegment memory, long from, long to, byte one, byte other) {
        long at = from;
        while (at < to && byteAt(memory, at) != one && byteAt(memory, at) != other) {
            at++;
        }
        return at;
    }

    private static byte byteAt(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at);
    }
}
