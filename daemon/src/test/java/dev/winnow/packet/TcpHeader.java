package dev.winnow.packet;

import java.nio.ByteBuffer;

/// The header of a TCP segment under construction, without its checksum: with ACK set and nothing odd, until its
/// fields are written.
final class TcpHeader {
    private final int sourcePort;
    private final int destinationPort;
    int flags = TcpFlags.ACK;
    int sequence = 1;
    int acknowledgment = 1;
    int window = 65535;
    int urgentPointer;
    /// Whole words of 4 bytes.
    byte[] options = {};

    TcpHeader(int sourcePort, int destinationPort) {
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
    }

    byte[] bytes() {
        int length = 20 + options.length;
        ByteBuffer header = ByteBuffer.allocate(length);
        header.putShort((short) sourcePort).putShort((short) destinationPort);
        header.putInt(sequence).putInt(acknowledgment);
        header.putShort((short) ((length << 10) | flags)).putShort((short) window);
        header.putShort((short) 0).putShort((short) urgentPointer);
        return header.put(options).array();
    }
}
