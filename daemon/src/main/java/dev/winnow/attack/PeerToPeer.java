package dev.winnow.attack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Knows the first bytes of peer-to-peer programs over TCP: Direct Connect's two protocols (NMDC, ADC 1.0),
/// BitTorrent (BEP 3), eDonkey and eMule, Gnutella 0.6.
final class PeerToPeer {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfInt LITTLE_ENDIAN =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final byte[][] GREETINGS = {
        bytes("$Lock "),
        bytes("$MyNick "),
        bytes("$Key "),
        bytes("$Supports "),
        bytes("$ValidateNick "),
        bytes("$MyINFO "),
        bytes("HSUP AD"),
        bytes("CSUP AD"),
        bytes("\u0013BitTorrent protocol"),
        bytes("GNUTELLA CONNECT/"),
        bytes("GNUTELLA/0."),
    };

    /// eDonkey's protocol, eMule's additions, eMule's compressed ones.
    private static final int EDONKEY = 0xE3;

    private static final int EMULE = 0xC5;
    private static final int EMULE_PACKED = 0xD4;
    /// Protocol, length, type: what comes before a message.
    private static final int EDONKEY_HEADER = 6;
    /// Hellos are below a kilobyte; longer ones are something else.
    private static final int EDONKEY_HELLO_MAX = 1 << 10;

    private PeerToPeer() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Whether the first bytes of a connection are such a program's.
    static boolean greets(MemorySegment memory, long offset, int length) {
        if (isEdonkey(memory, offset, length)) {
            return true;
        }
        for (byte[] greeting : GREETINGS) {
            if (startsWith(memory, offset, length, greeting)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(MemorySegment memory, long offset, int length, byte[] greeting) {
        if (length < greeting.length) {
            return false;
        }
        for (int i = 0; i < greeting.length; i++) {
            if (memory.get(BYTE, offset + i) != greeting[i]) {
                return false;
            }
        }
        return true;
    }

    /// A hello (type 1) whose length, which counts the type, is that of the bytes at hand.
    private static boolean isEdonkey(MemorySegment memory, long offset, int length) {
        if (length < EDONKEY_HEADER || length > EDONKEY_HELLO_MAX) {
            return false;
        }
        int protocol = memory.get(BYTE, offset) & 0xFF;
        boolean isOneOfThem = protocol == EDONKEY || protocol == EMULE || protocol == EMULE_PACKED;
        return isOneOfThem
                && memory.get(BYTE, offset + EDONKEY_HEADER - 1) == 1
                && memory.get(LITTLE_ENDIAN, offset + 1) == length - EDONKEY_HEADER + 1;
    }
}
