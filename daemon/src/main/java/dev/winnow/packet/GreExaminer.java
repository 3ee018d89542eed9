package dev.winnow.packet;

/// What is odd about a GRE header: of version 0 (RFC 1701, RFC 2784), and of version 1, which is PPTP's (RFC 2637).
/// Only the first oddity is told.
final class GreExaminer {
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int STRICT_ROUTE = 0x0800;
    private static final int RECURSION = 0x0700;
    private static final int FLAGS = 0x0078;
    private static final int VERSION = 0x0007;

    private GreExaminer() {}

    static void examine(PacketView view) {
        if (HeaderExaminer.shorter(view, TunnelDecoder.GRE_MIN_HEADER_LENGTH, DecodeEvent.GRE_PKT_TOO_SMALL)) {
            return;
        }
        int flags = Wire.u16(view.memory, view.transportOffset);
        switch (flags & VERSION) {
            case 0 -> version0(view, flags);
            case 1 -> version1(view, flags);
            default -> view.tell(DecodeEvent.GRE_WRONG_VERSION);
        }
    }

    private static void version0(PacketView view, int flags) {
        if ((flags & RECURSION) != 0) {
            view.tell(DecodeEvent.GRE_VERSION0_RECUR);
        } else if ((flags & FLAGS) != 0) {
            view.tell(DecodeEvent.GRE_VERSION0_FLAGS);
        } else {
            HeaderExaminer.shorter(view, TunnelDecoder.greFixedLength(flags), DecodeEvent.GRE_VERSION0_HDR_TOO_BIG);
        }
    }

    private static void version1(PacketView view, int flags) {
        if ((flags & CHECKSUM) != 0) {
            view.tell(DecodeEvent.GRE_VERSION1_CHKSUM);
        } else if ((flags & ROUTING) != 0) {
            view.tell(DecodeEvent.GRE_VERSION1_ROUTE);
        } else if ((flags & STRICT_ROUTE) != 0) {
            view.tell(DecodeEvent.GRE_VERSION1_SSR);
        } else if ((flags & RECURSION) != 0) {
            view.tell(DecodeEvent.GRE_VERSION1_RECUR);
        } else if ((flags & FLAGS) != 0) {
            view.tell(DecodeEvent.GRE_VERSION1_FLAGS);
        } else if (Wire.u16(view.memory, view.transportOffset + 2) != EtherType.PPP) {
            view.tell(DecodeEvent.GRE_VERSION1_WRONG_PROTOCOL);
        } else if ((flags & KEY) == 0) {
            view.tell(DecodeEvent.GRE_VERSION1_NO_KEY);
        } else {
            HeaderExaminer.shorter(view, TunnelDecoder.greFixedLength(flags), DecodeEvent.GRE_VERSION1_HDR_TOO_BIG);
        }
    }
}
