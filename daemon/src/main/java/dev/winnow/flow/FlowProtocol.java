package dev.winnow.flow;

import dev.winnow.packet.IpProtocol;

/// Protocols with timeouts of their own.
public enum FlowProtocol {
    TCP,
    UDP,
    ICMP,
    OTHER;

    /// @param ipProtocol see [IpProtocol]
    static FlowProtocol of(int ipProtocol) {
        return switch (ipProtocol) {
            case IpProtocol.TCP -> TCP;
            case IpProtocol.UDP -> UDP;
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> ICMP;
            default -> OTHER;
        };
    }
}
