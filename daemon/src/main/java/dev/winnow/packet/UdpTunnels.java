package dev.winnow.packet;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/// Finds the packets that datagrams carry: VXLAN (RFC 7348 section 5), Geneve (RFC 8926 section 3.4) and
/// Teredo (RFC 4380 section 5.1.1).
///
/// ```
///  VXLAN   +-+-+-+-+-+-+-+-+-----------------------------------------------+
///          |R|R|R|R|I|R|R|R|                   reserved                    |
///          +-+-+-+-+-+-+-+-+-------------------------------+---------------+
///          |           VXLAN network identifier            |   reserved    |   an Ethernet frame follows
///          +-----------------------------------------------+---------------+
///  Geneve  +---+-----------+-+-+-----------+-------------------------------+
///          |ver|  options  |O|C| reserved  |         protocol type         |   options are counted in words
///          +---+-----------+-+-+-----------+---------------+---------------+
///          |           virtual network identifier          |   reserved    |   options, then what the type says
///          +-----------------------------------------------+---------------+
///  Teredo  [ 0x0000, obscured port, obscured address: 8 bytes ]                an IPv6 packet follows
/// ```
///
/// A port alone proves nothing: what does not look the part stays an ordinary datagram. A datagram that carries a
/// packet keeps its payload, because it has a receiver of its own that may be attacked through it.
///
/// Immutable, from any thread.
public final class UdpTunnels {
    /// As the protocols are assigned: 4789, 6081 and 3544.
    public static final UdpTunnels DEFAULT = new UdpTunnels(ports(4789), ports(6081), ports(3544));

    private static final int VXLAN_HEADER_LENGTH = 8;
    private static final int VXLAN_HAS_IDENTIFIER = 0x08;
    private static final int GENEVE_HEADER_LENGTH = 8;
    private static final int GENEVE_VERSION_SHIFT = 6;
    private static final int GENEVE_OPTION_WORDS = 0x3F;
    private static final int ORIGIN_INDICATION = 0x0000;
    private static final int ORIGIN_INDICATION_LENGTH = 8;

    private final BitSet vxlanPorts;
    private final BitSet genevePorts;
    private final BitSet teredoPorts;

    /// @param vxlanPorts  destination ports of VXLAN; none: it is not looked for
    /// @param genevePorts likewise of Geneve
    /// @param teredoPorts likewise of Teredo, of either side
    public UdpTunnels(BitSet vxlanPorts, BitSet genevePorts, BitSet teredoPorts) {
        this.vxlanPorts = (BitSet) vxlanPorts.clone();
        this.genevePorts = (BitSet) genevePorts.clone();
        this.teredoPorts = (BitSet) teredoPorts.clone();
    }

    private static BitSet ports(int port) {
        BitSet ports = new BitSet();
        ports.set(port);
        return ports;
    }

    /// Notes where the packet inside is, if the view shows a datagram that carries one.
    void find(PacketView view) {
        if (view.protocol != IpProtocol.UDP || view.payloadLength < VXLAN_HEADER_LENGTH || view.isMalformed()) {
            return;
        }
        if (vxlanPorts.get(view.destinationPort)) {
            vxlan(view);
        }
        if (!view.hasInner() && genevePorts.get(view.destinationPort)) {
            geneve(view);
        }
        if (!view.hasInner() && (teredoPorts.get(view.destinationPort) || teredoPorts.get(view.sourcePort))) {
            teredo(view);
        }
    }

    /// Receivers throw away what has something in the last reserved byte.
    private static void vxlan(PacketView view) {
        int flags = Wire.u8(view.memory, view.payloadOffset);
        int lastByte = Wire.u8(view.memory, view.payloadOffset + VXLAN_HEADER_LENGTH - 1);
        boolean holdsFrame = view.payloadLength >= VXLAN_HEADER_LENGTH + LinkLayerDecoder.ETHERNET_HEADER_LENGTH;
        if (holdsFrame && (flags & VXLAN_HAS_IDENTIFIER) != 0 && lastByte == 0) {
            carry(view, OuterKind.VXLAN, VXLAN_HEADER_LENGTH, EtherType.BRIDGED_ETHERNET);
        }
    }

    /// Of another version nothing is known. Receivers ignore what is reserved.
    private static void geneve(PacketView view) {
        int first = Wire.u8(view.memory, view.payloadOffset);
        int start = GENEVE_HEADER_LENGTH + 4 * (first & GENEVE_OPTION_WORDS);
        int etherType = Wire.u16(view.memory, view.payloadOffset + 2);
        boolean isKnown = first >>> GENEVE_VERSION_SHIFT == 0 && TunnelDecoder.isPacket(etherType);
        if (isKnown && start < view.payloadLength) {
            carry(view, OuterKind.GENEVE, start, etherType);
        }
    }

    /// With an authentication before it, the packet is one of the tunnel's own negotiation, and not followed.
    private static void teredo(PacketView view) {
        boolean hasOrigin = Wire.u16(view.memory, view.payloadOffset) == ORIGIN_INDICATION;
        int start = hasOrigin ? ORIGIN_INDICATION_LENGTH : 0;
        if (isIpv6(view, start)) {
            carry(view, OuterKind.TEREDO, start, EtherType.IPV6);
        }
    }

    private static void carry(PacketView view, OuterKind kind, int start, int etherType) {
        TunnelDecoder.carry(view, kind, view.payloadOffset + start, view.payloadLength - start, etherType);
    }

    /// Nothing marks a Teredo packet, so that it must be an IPv6 packet of just the right length.
    private static boolean isIpv6(PacketView view, int start) {
        int available = view.payloadLength - start;
        if (available < Ipv6Decoder.HEADER_LENGTH) {
            return false;
        }
        MemorySegment memory = view.memory;
        long at = view.payloadOffset + start;
        int length = Ipv6Decoder.HEADER_LENGTH + Wire.u16(memory, at + 4);
        int hopLimit = Wire.u8(memory, at + 7);
        boolean fits = length == available || (view.truncated && length > available);
        return Wire.u8(memory, at) >>> 4 == 6 && hopLimit != 0 && fits;
    }
}
