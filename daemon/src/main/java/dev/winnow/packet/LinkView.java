package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// The part of a [PacketView] that tells of the bytes as a whole and of the link layer.
public abstract sealed class LinkView permits NetworkView {
    /// The most VLAN tags that are followed.
    public static final int MAX_VLANS = 3;

    static final int VLAN_ID_MASK = 0xFFF;

    MemorySegment memory = MemorySegment.NULL;
    long packetOffset;
    int packetLength;
    LinkType linkType = LinkType.RAW;
    int wireLength;
    long timestampNs;
    ChecksumMode checksumMode = ChecksumMode.VALIDATE;
    Malformed malformed = Malformed.NONE;
    boolean truncated;
    final DecodeEvents decodeEvents = new DecodeEvents();

    int vlanCount;
    int vlan0;
    int vlan1;
    int vlan2;
    int etherType;

    LinkView() {}

    /// Where the packet's bytes are. Another segment than the one decoded once [PacketView#reassembled].
    public MemorySegment memory() {
        return memory;
    }

    /// The packet's first byte: of the link layer for an outermost packet, else of the packet inside.
    public long packetOffset() {
        return packetOffset;
    }

    /// Bytes at hand from [#packetOffset] on.
    public int packetLength() {
        return packetLength;
    }

    /// What is at [#packetOffset]: raw IP for a packet inside another that is no frame.
    public LinkType linkType() {
        return linkType;
    }

    /// When the packet was captured, in nanoseconds since the epoch; for a reassembled one, its last fragment.
    public long timestampNs() {
        return timestampNs;
    }

    /// Why the bytes cannot be believed, or [Malformed#NONE]. Fields read before the fault are kept.
    public Malformed malformed() {
        return malformed;
    }

    /// Whether anything is wrong with the bytes.
    public boolean isMalformed() {
        return malformed != Malformed.NONE;
    }

    /// Whether the capture was cut although the packet was whole on the wire; the payload is what is at hand.
    public boolean truncated() {
        return truncated;
    }

    /// How many VLAN tags were passed, 0 to [#MAX_VLANS].
    public int vlanCount() {
        return vlanCount;
    }

    /// The 12-bit VLAN id of a tag, 0 where there is no such tag.
    ///
    /// @param index 0 is the outermost tag
    public int vlanId(int index) {
        return switch (index) {
            case 0 -> vlan0;
            case 1 -> vlan1;
            case 2 -> vlan2;
            default -> 0;
        };
    }

    /// The EtherType behind all tags and labels; for link layers without one, that of the IP version found.
    public int etherType() {
        return etherType;
    }

    /// @param tag the id is its lower 12 bits; there must be fewer than [#MAX_VLANS] before it
    void addVlan(int tag) {
        int id = tag & VLAN_ID_MASK;
        switch (vlanCount++) {
            case 0 -> vlan0 = id;
            case 1 -> vlan1 = id;
            default -> vlan2 = id;
        }
    }

    /// All VLAN ids in one number, for keys.
    int vlanTags() {
        return vlan0 | (vlan1 << 12) | (vlan2 << 24);
    }

    /// What is odd about the packet's headers, as far as anybody asked for it.
    public DecodeEvents decodeEvents() {
        return decodeEvents;
    }

    void tell(DecodeEvent event) {
        decodeEvents.add(event);
    }

    void note(Malformed reason) {
        if (malformed == Malformed.NONE) {
            malformed = reason;
        }
    }

    /// Bytes left from `offset` to the end of what is at hand.
    int remaining(long offset) {
        return (int) (packetOffset + packetLength - offset);
    }

    void clearVlans() {
        vlanCount = 0;
        vlan0 = 0;
        vlan1 = 0;
        vlan2 = 0;
    }
}
