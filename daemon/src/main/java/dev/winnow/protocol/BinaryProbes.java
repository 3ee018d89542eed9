package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;

/// Tells binary protocols by the shape of their first header. Each probe answers as [ProtocolGuess#guess] does.
final class BinaryProbes {
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_ALERT = 21;
    private static final int TLS_APPLICATION_DATA = 23;
    private static final int TLS_MINOR_VERSION = 2;
    private static final int TLS_MESSAGE_TYPE = 5;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int NEW_SESSION_TICKET = 4;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int SSL2_CLIENT_HELLO = 1;
    private static final int SSL2_VERSION = 2;
    private static final int NETBIOS_MESSAGE = 0;
    private static final int NETBIOS_FIRST_SESSION_TYPE = 0x81;
    private static final int NETBIOS_LAST_SESSION_TYPE = 0x85;
    /// `0xFF`, `0xFE` or `0xFD`, then `SMB`.
    private static final int SMB_NAME = 0x534D42;

    private static final int SMB1 = 0xFF;
    private static final int SMB2 = 0xFE;
    private static final int SMB1_FLAGS = 13;
    private static final int SMB2_FLAGS = 20;

    private static final int DCERPC_HEADER_LENGTH = 16;
    private static final int DCERPC_LAST_FLOAT_FORMAT = 3;

    private BinaryProbes() {}

    /// A TLS record (RFC 8446, section 5.1), or SSL 2's hello, which may offer later versions (RFC 5246, E.2).
    ///
    /// @param isSupposed whether it is not known who the client is, so that [#tlsDirection] is to tell
    static int tls(Direction direction, Octets bytes, boolean isSupposed) {
        int type = bytes.u8(0);
        boolean toServer = direction == Direction.TO_SERVER;
        if (type == TLS_HANDSHAKE) {
            return tlsVersion(bytes, isSupposed ? TLS_MESSAGE_TYPE : TLS_MINOR_VERSION);
        }
        if (!toServer && (type == TLS_ALERT || type == TLS_APPLICATION_DATA)) {
            return tlsVersion(bytes, TLS_MINOR_VERSION);
        }
        return toServer && (type & 0x80) != 0 ? ssl2(bytes) : ProtocolGuess.NONE;
    }

    private static int tlsVersion(Octets bytes, int lastAsked) {
        boolean fits = bytes.length() < 2 || (bytes.u8(1) == 3 && bytes.u8(2) <= 3);
        return answer(fits, bytes.length() > lastAsked, AppProtocol.TLS);
    }

    /// The way of a handshake message by its type (RFC 5246, section 7.4; RFC 5077, section 3.3).
    ///
    /// @param supposed what it is where either side sends such
    static Direction tlsDirection(Octets bytes, Direction supposed) {
        if (bytes.u8(0) != TLS_HANDSHAKE) {
            return supposed;
        }
        return switch (bytes.u8(TLS_MESSAGE_TYPE)) {
            case CLIENT_HELLO, CERTIFICATE_VERIFY, CLIENT_KEY_EXCHANGE -> Direction.TO_SERVER;
            case SERVER_HELLO, NEW_SESSION_TICKET, SERVER_KEY_EXCHANGE, CERTIFICATE_REQUEST, SERVER_HELLO_DONE ->
                Direction.TO_CLIENT;
            default -> supposed;
        };
    }

    private static int ssl2(Octets bytes) {
        boolean fits = (bytes.length() < 3 || bytes.u8(2) == SSL2_CLIENT_HELLO)
                && (bytes.length() < 4 || bytes.u8(3) == 0 || bytes.u8(3) == 3)
                && (bytes.length() < 5 || (bytes.u8(3) == 0 ? bytes.u8(4) == SSL2_VERSION : bytes.u8(4) <= 3));
        return answer(fits, bytes.length() > 4, AppProtocol.TLS);
    }

    /// A message of the NetBIOS session service (RFC 1002, section 4.3.1) that holds one of SMB.
    static int smb(Octets bytes) {
        int type = bytes.u8(0);
        boolean isSession = type >= NETBIOS_FIRST_SESSION_TYPE && type <= NETBIOS_LAST_SESSION_TYPE;
        boolean fits = (type == NETBIOS_MESSAGE || isSession)
                && (bytes.length() < 5 || bytes.u8(4) >= 0xFD)
                && (bytes.length() < 8 || bytes.u24(5) == SMB_NAME);
        return answer(fits, bytes.length() > 8, AppProtocol.SMB);
    }

    /// Connection-oriented DCE/RPC 5.0 (C706, section 12.6.3.1).
    static int dcerpc(Octets bytes) {
        boolean fits = bytes.u8(0) == 5
                && bytes.u8(1) <= 0
                && (bytes.length() < 5 || (bytes.u8(4) & 0xEF) == 0)
                && bytes.u8(5) <= DCERPC_LAST_FLOAT_FORMAT;
        return answer(fits, bytes.length() >= DCERPC_HEADER_LENGTH, AppProtocol.DCERPC);
    }

    /// The way of an SMB message: a flag tells responses (MS-CIFS, section 2.2.3.1; MS-SMB2, section 2.2.1.2).
    ///
    /// @param supposed what it is where the flags are not there, or encrypted
    static Direction smbDirection(Octets bytes, Direction supposed) {
        int flags = switch (bytes.u8(4)) {
            case SMB1 -> bytes.u8(SMB1_FLAGS) >> 7;
            case SMB2 -> bytes.u8(SMB2_FLAGS);
            default -> Octets.OUTSIDE;
        };
        if (flags == Octets.OUTSIDE) {
            return supposed;
        }
        return (flags & 1) != 0 ? Direction.TO_CLIENT : Direction.TO_SERVER;
    }

    /// The way of a DCE/RPC message by its type (C706, section 12.6.4): request, bind, alter_context, auth3, cancel and
    /// orphaned are the client's.
    static Direction dcerpcDirection(Octets bytes) {
        return switch (bytes.u8(2)) {
            case 0, 11, 14, 16, 18, 19 -> Direction.TO_SERVER;
            default -> Direction.TO_CLIENT;
        };
    }

    private static int answer(boolean fits, boolean whole, AppProtocol protocol) {
        if (!fits) {
            return ProtocolGuess.NONE;
        }
        return whole ? protocol.ordinal() : ProtocolGuess.MORE;
    }
}
