package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;

/// The two ends of a connection. Reused; addresses are as in [PacketView]. Threading: its flow's.
public final class Endpoints {
    private int protocol;
    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    private int clientPort;
    private int serverPort;

    /// Takes the ends from a packet that goes in `direction`.
    public void set(PacketView packet, Direction direction) {
        protocol = packet.protocol();
        boolean toServer = direction == Direction.TO_SERVER;
        clientHigh = toServer ? packet.sourceHigh() : packet.destinationHigh();
        clientLow = toServer ? packet.sourceLow() : packet.destinationLow();
        clientPort = toServer ? packet.sourcePort() : packet.destinationPort();
        serverHigh = toServer ? packet.destinationHigh() : packet.sourceHigh();
        serverLow = toServer ? packet.destinationLow() : packet.sourceLow();
        serverPort = toServer ? packet.destinationPort() : packet.sourcePort();
    }

    /// Takes the ends from `other`.
    public void set(Endpoints other) {
        protocol = other.protocol;
        clientHigh = other.clientHigh;
        clientLow = other.clientLow;
        clientPort = other.clientPort;
        serverHigh = other.serverHigh;
        serverLow = other.serverLow;
        serverPort = other.serverPort;
    }

    /// TCP, rather than datagrams.
    public boolean isStream() {
        return protocol == IpProtocol.TCP;
    }

    public boolean isUdp() {
        return protocol == IpProtocol.UDP;
    }

    public long clientHigh() {
        return clientHigh;
    }

    public long clientLow() {
        return clientLow;
    }

    public int clientPort() {
        return clientPort;
    }

    public long serverHigh() {
        return serverHigh;
    }

    public long serverLow() {
        return serverLow;
    }

    public int serverPort() {
        return serverPort;
    }
}
