package dev.winnow.event;

/// The names that EVE's `proto` has for IP protocols: IANA's keywords for the common ones, three digits for the others.
final class ProtocolName {
    private ProtocolName() {}

    static String of(int protocol) {
        return switch (protocol) {
            case 0 -> "HOPOPT";
            case 1 -> "ICMP";
            case 2 -> "IGMP";
            case 4 -> "IPv4";
            case 6 -> "TCP";
            case 8 -> "EGP";
            case 17 -> "UDP";
            case 33 -> "DCCP";
            case 41 -> "IPv6";
            case 43 -> "IPv6-Route";
            case 44 -> "IPv6-Frag";
            case 46 -> "RSVP";
            case 47 -> "GRE";
            case 50 -> "ESP";
            case 51 -> "AH";
            case 58 -> "IPv6-ICMP";
            case 59 -> "IPv6-NoNxt";
            case 60 -> "IPv6-Opts";
            case 88 -> "EIGRP";
            case 89 -> "OSPFIGP";
            case 94 -> "IPIP";
            case 103 -> "PIM";
            case 112 -> "VRRP";
            case 115 -> "L2TP";
            case 132 -> "SCTP";
            case 136 -> "UDPLite";
            case 137 -> "MPLS-in-IP";
            default -> "%03d".formatted(protocol);
        };
    }
}
