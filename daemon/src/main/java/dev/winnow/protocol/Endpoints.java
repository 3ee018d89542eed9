package dev.winnow.protocol;

import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;

/// The two ends of a connection. Reused; addresses are as in [Flow]. Threading: its flow's.
public final class Endpoints {
    private int protocol;
    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    private int clientPort;
    private int serverPort;

    /// Takes the ends of a flow: its client is the source of its first packet.
    public void set(Flow flow) {
        setProtocol(flow.protocol());
        setClient(flow.sourceHigh(), flow.sourceLow(), flow.sourcePort());
        setServer(flow.destinationHigh(), flow.destinationLow(), flow.destinationPort());
    }

    /// @param newProtocol a number of [IpProtocol]
    public void setProtocol(int newProtocol) {
        protocol = newProtocol;
    }

    public void setClient(long high, long low, int port) {
        clientHigh = high;
        clientLow = low;
        clientPort = port;
    }

    public void setServer(long high, long low, int port) {
        serverHigh = high;
        serverLow = low;
        serverPort = port;
    }

    /// TCP, rather than datagrams.
    public boolean isStream() {
        return protocol == IpProtocol.TCP;
    }

    public boolean isUdp() {
        return protocol == IpProtocol.UDP;
    }

    /// Whether the client's address is one of IPv4, and so mapped into IPv6 (RFC 4291, section 2.5.5.2).
    public boolean isIpv4() {
        return clientHigh == 0 && clientLow >>> Integer.SIZE == 0xFFFF;
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
