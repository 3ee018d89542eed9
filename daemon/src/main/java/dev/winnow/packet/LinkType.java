package dev.winnow.packet;

/// The link layers that winnow reads, by libpcap's `DLT_` numbers (pcap-linktype(7)).
public enum LinkType {
    /// BSD loopback: the address family, host order, before the packet.
    NULL(0, "null"),
    ETHERNET(1, "Ethernet"),
    PPP(9, "PPP"),
    /// Raw IP, version by the first nibble; also what NFQUEUE hands over.
    RAW(12, "raw IP"),
    /// Cisco HDLC: address, control, EtherType.
    C_HDLC(104, "Cisco HDLC"),
    /// OpenBSD loopback: the address family, network order, before the packet.
    LOOP(108, "loop"),
    LINUX_SLL(113, "Linux cooked v1"),
    LINUX_SLL2(276, "Linux cooked v2");

    private final int dlt;
    private final String label;

    LinkType(int dlt, String label) {
        this.dlt = dlt;
        this.label = label;
    }

    public int dlt() {
        return dlt;
    }

    /// The name that a person reads.
    public String label() {
        return label;
    }

    /// The link type of a `DLT_` or `LINKTYPE_` number, or null where winnow does not read it.
    public static LinkType ofDlt(int dlt) {
        for (LinkType type : values()) {
            if (type.dlt == dlt) {
                return type;
            }
        }
        // Raw IP has had three numbers: 12 and 14 as DLT_RAW by system, 101 as LINKTYPE_RAW; 228 and 229 fix the
        // version. 50 is PPP in HDLC-like framing.
        return switch (dlt) {
            case 50 -> PPP;
            case 14, 101, 228, 229 -> RAW;
            default -> null;
        };
    }
}
