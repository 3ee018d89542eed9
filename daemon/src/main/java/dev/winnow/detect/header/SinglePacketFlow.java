package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;

/// What one packet alone tells of its connection, which is little and not proof against lies:
///
/// - TCP with SYN and not ACK goes to the server, SYN and ACK to the client, and neither belongs to an established
///   connection.
/// - Any other TCP packet is taken for part of an established connection; its direction is not known, so that the
///   addresses and ports of the rule's header alone decide.
/// - Of anything else nothing is known.
public enum SinglePacketFlow implements FlowHint {
    INSTANCE;

    @Override
    public int of(PacketView view) {
        if (view.protocol() != IpProtocol.TCP || view.transportHeaderLength() == 0) {
            return UNKNOWN;
        }
        return switch (view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK)) {
            case TcpFlags.SYN -> TO_SERVER | NOT_ESTABLISHED;
            case TcpFlags.SYN | TcpFlags.ACK -> TO_CLIENT | NOT_ESTABLISHED;
            default -> TO_SERVER | TO_CLIENT | ESTABLISHED;
        };
    }
}
