package dev.winnow.protocol;

import dev.winnow.rule.syntax.AppProtocol;

/// Tells HTTP by a whole request line (RFC 9112 section 3), whatever its method and behind empty lines, as servers
/// take them.
///
/// Suricata 7 knows such a request by its answer, which is too late where the request must be judged on its way.
final class RequestLineProbe {
    private static final String VERSION = " http/1.";

    private RequestLineProbe() {}

    /// @return an ordinal of [AppProtocol], [ProtocolGuess#MORE] or [ProtocolGuess#NONE]
    static int match(Octets bytes) {
        int start = 0;
        while (isLineBreak(bytes.u8(start))) {
            start++;
        }
        int end = start;
        while (isText(bytes.u8(end))) {
            end++;
        }
        if (end == bytes.length()) {
            return ProtocolGuess.MORE;
        }
        return isLineBreak(bytes.u8(end)) && endsInVersion(bytes, start, end)
                ? AppProtocol.HTTP1.ordinal()
                : ProtocolGuess.NONE;
    }

    private static boolean endsInVersion(Octets bytes, int start, int end) {
        int from = end - VERSION.length() - 1;
        if (from <= start) {
            return false;
        }
        for (int i = 0; i < VERSION.length(); i++) {
            int letter = bytes.u8(from + i);
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != VERSION.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLineBreak(int letter) {
        return letter == '\r' || letter == '\n';
    }

    private static boolean isText(int letter) {
        return letter >= ' ' || letter == '\t';
    }
}
