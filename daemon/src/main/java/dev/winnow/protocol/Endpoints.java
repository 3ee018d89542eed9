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
    private boolean supposed;

    /// Takes the ends of a flow: its client is the source of its first packet.
    public void set(Flow flow) {
        setProtocol(flow.protocol());
        supposed = !isStream() || flow.isMidstream();
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

    /// Whether nothing but the first packet says who is the client: it could be the server's.
    boolean areSupposed() {
        return supposed;
    }

    /// The client turns out to be the server.
    void reverse() {
        long high = clientHigh;
        long low = clientLow;
        int port = clientPort;
        setClient(serverHigh, serverLow, serverPort);
        setServer(high, low, port);
        supposed = false;
    }

    /// Whether one of the ends has this port, which only the server's should have.
    boolean hasPort(int port) {
        return serverPort == port || (supposed && clientPort == port);
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
