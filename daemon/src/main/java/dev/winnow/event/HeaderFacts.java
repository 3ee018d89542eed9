package dev.winnow.event;

import dev.winnow.packet.PacketView;

/// What a packet's headers say beside whose it is, as [HeaderFields] tells it. Reused, made once with its
/// [EventRecord].
final class HeaderFacts {
    private int networkLength;
    private int tos;
    private int ttl;
    private int ipId;
    private int transportLength;
    private int tcpFlags;
    private int sequence;
    private int acknowledgment;
    private int window;
    private int urgentPointer;
    private int icmpId;
    private int icmpSequence;
    private boolean icmpHasId;

    void capture(PacketView view) {
        networkLength = view.networkLength();
        tos = view.tos();
        ttl = view.ttl();
        ipId = view.ipId();
        transportLength = view.transportLength();
        tcpFlags = view.tcpFlags();
        sequence = view.sequence();
        acknowledgment = view.acknowledgment();
        window = view.window();
        urgentPointer = view.urgentPointer();
        icmpId = view.icmpId();
        icmpSequence = view.icmpSequence();
        icmpHasId = view.icmpHasId();
    }

    int networkLength() {
        return networkLength;
    }

    int tos() {
        return tos;
    }

    int ttl() {
        return ttl;
    }

    int ipId() {
        return ipId;
    }

    int transportLength() {
        return transportLength;
    }

    boolean hasTcpFlag(int flag) {
        return (tcpFlags & flag) != 0;
    }

    int sequence() {
        return sequence;
    }

    int acknowledgment() {
        return acknowledgment;
    }

    int window() {
        return window;
    }

    int urgentPointer() {
        return urgentPointer;
    }

    int icmpId() {
        return icmpId;
    }

    int icmpSequence() {
        return icmpSequence;
    }

    boolean icmpHasId() {
        return icmpHasId;
    }
}
