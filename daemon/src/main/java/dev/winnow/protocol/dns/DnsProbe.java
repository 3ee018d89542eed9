package dev.winnow.protocol.dns;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Octets;
import dev.winnow.rule.syntax.AppProtocol;

/// Tells DNS by its bytes: leniently on its own port, strictly on others. Threading: one thread.
public final class DnsProbe {
    /// How many bytes are before a message in a stream (RFC 1035, section 4.2.2).
    public static final int LENGTH_PREFIX = 2;
    /// More bytes may tell.
    private static final int MORE = -1;

    private static final int NONE = -2;
    private static final int PORT = 53;
    /// Ports of kindred protocols that look the same: NetBIOS names, multicast DNS, LLMNR.
    private static final int NETBIOS_PORT = 137;

    private static final int MULTICAST_PORT = 5353;
    private static final int LOCAL_PORT = 5355;
    private static final int MAX_LABEL_CHARACTER = 'z';
    private static final int LAST_COMMON_TYPE = 65;
    private static final int ANY_TYPE = 255;
    private static final int CERTIFICATION_AUTHORITY_TYPE = 257;
    private static final int INTERNET = 1;
    private static final int MAX_STRANGE_LENGTH = 4096;

    private final Octets message = new Octets();

    /// The way of the message at `start`, of which the header is there.
    public static Direction direction(Octets bytes, int start) {
        return DnsHeader.isResponse(bytes.u16(start + DnsHeader.FLAGS)) ? Direction.TO_CLIENT : Direction.TO_SERVER;
    }

    /// Whether a datagram to a server's port is DNS.
    public boolean isDatagram(Octets bytes, int serverPort) {
        if (serverPort == PORT) {
            return isLikely(bytes, bytes.length());
        }
        boolean isKindred = serverPort == NETBIOS_PORT || serverPort == MULTICAST_PORT || serverPort == LOCAL_PORT;
        return !isKindred && isCertain(bytes);
    }

    /// Whether a stream begins with a message's length and a message (RFC 1035, section 4.2.2).
    ///
    /// @return the ordinal of DNS, -1 if more bytes may tell, -2 if not
    public int stream(Octets bytes, boolean isOwnPort) {
        int length = bytes.u16(0);
        if (length == Octets.OUTSIDE) {
            return isOwnPort || bytes.u8(0) <= MAX_STRANGE_LENGTH >> 8 ? MORE : NONE;
        }
        if (length < DnsHeader.LENGTH || (!isOwnPort && length > MAX_STRANGE_LENGTH)) {
            return NONE;
        }
        message.wrap(bytes.memory(), bytes.offset(LENGTH_PREFIX), Math.min(length, bytes.length() - LENGTH_PREFIX));
        boolean isDns = isOwnPort ? isLikely(message, length) : isCertain(message);
        if (isDns) {
            return AppProtocol.DNS.ordinal();
        }
        boolean isWhole = message.length() == length;
        return !isWhole && (message.length() < DnsHeader.LENGTH || !isOwnPort) ? more(isOwnPort) : NONE;
    }

    private int more(boolean isOwnPort) {
        return isOwnPort || message.length() < DnsHeader.LENGTH || hasPlainHeader(message) ? MORE : NONE;
    }

    private static boolean isLikely(Octets message, int length) {
        return message.length() >= DnsHeader.LENGTH
                && DnsHeader.minLength(message) <= length
                && (DnsHeader.questions(message) == 0
                        || DnsName.read(message, DnsHeader.LENGTH, null) != DnsName.BROKEN);
    }

    private static boolean hasPlainHeader(Octets message) {
        return DnsHeader.opcode(message) == 0
                && !DnsHeader.isReservedSet(message)
                && DnsHeader.questions(message) == 1
                && (DnsHeader.isResponse(message) || hasOnlyQuestion(message));
    }

    private static boolean hasOnlyQuestion(Octets message) {
        return DnsHeader.rcode(message) == 0
                && DnsHeader.answers(message) == 0
                && DnsHeader.authorities(message) == 0
                && DnsHeader.additionals(message) <= 2;
    }

    private static boolean isCertain(Octets message) {
        if (message.length() < DnsHeader.LENGTH
                || !hasPlainHeader(message)
                || DnsHeader.minLength(message) > message.length()) {
            return false;
        }
        int end = hostNameEnd(message);
        boolean isAlone =
                DnsHeader.answers(message) + DnsHeader.authorities(message) + DnsHeader.additionals(message) == 0;
        return end > DnsHeader.LENGTH + 1
                && isCommonType(message.u16(end))
                && message.u16(end + 2) == INTERNET
                && (!isAlone || message.length() == end + 4);
    }

    private static boolean isCommonType(int type) {
        return (type > 0 && type <= LAST_COMMON_TYPE) || type == ANY_TYPE || type == CERTIFICATION_AUTHORITY_TYPE;
    }

    /// Where the question's type is, if its name is plain text; or a negative number.
    private static int hostNameEnd(Octets message) {
        int at = DnsHeader.LENGTH;
        for (int length = message.u8(at); length > 0; length = message.u8(at)) {
            for (int i = at + 1; i <= at + length; i++) {
                int letter = message.u8(i);
                if (letter < '-' || letter > MAX_LABEL_CHARACTER) {
                    return DnsName.BROKEN;
                }
            }
            at += 1 + length;
        }
        return at < message.length() ? at + 1 : DnsName.CUT;
    }
}
