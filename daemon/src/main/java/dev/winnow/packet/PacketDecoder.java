package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// Turns captured bytes into a [PacketView]. Never throws on hostile bytes and never allocates.
///
/// The way of one capture: [#decode] shows the outermost packet; then, while [#descend] says true, the same view shows
/// the next packet inside: one carried by a tunnel, or one that a last fragment has completed. Each is judged on its
/// own.
///
/// Ownership: owns its fragment store, and the memory that a reassembled packet lives in until the next call.
/// Threading: one thread, with one decoder for each.
public final class PacketDecoder {
    private final FragmentStore fragments;
    private final UdpTunnels udpTunnels;
    private boolean examines;

    /// A decoder that looks into VXLAN and Teredo on their own ports.
    public PacketDecoder(FragmentStore fragments) {
        this(fragments, UdpTunnels.DEFAULT, false);
    }

    /// @param examines whether [PacketView#decodeEvents] is asked for, and so headers are looked at twice
    public PacketDecoder(FragmentStore fragments, UdpTunnels udpTunnels, boolean examines) {
        this.fragments = fragments;
        this.udpTunnels = udpTunnels;
        this.examines = examines;
    }

    /// Says from now on whether [PacketView#decodeEvents] is asked for.
    public void examine(boolean asked) {
        examines = asked;
    }

    /// The fragments that wait for others, for their counters.
    public FragmentStore fragments() {
        return fragments;
    }

    /// Decodes the outermost packet of a captured frame. A frame that is shorter than its IP header says is malformed.
    ///
    /// @param memory off-heap; borrowed by the view
    /// @param offset the frame's first byte in `memory`
    /// @param length bytes at hand; `offset + length` must lie within `memory`
    /// @param timestampNs nanoseconds since the epoch; fragments time out by it
    public void decode(
            MemorySegment memory,
            long offset,
            int length,
            LinkType link,
            long timestampNs,
            ChecksumMode checksumMode,
            PacketView view) {
        begin(memory, offset, length, length, timestampNs, checksumMode, view);
        LinkLayerDecoder.decode(view, link);
        decodeHeaders(view);
    }

    /// Decodes a raw IP packet, as NFQUEUE hands it over. Where the kernel says that it copied less than the packet
    /// (NFQA_CAP_LEN), the view is [PacketView#truncated] rather than malformed.
    ///
    /// @param length bytes at hand
    /// @param wireLength the packet's length before it was cut; `length` where it was not
    public void decodeIp(
            MemorySegment memory,
            long offset,
            int length,
            int wireLength,
            long timestampNs,
            ChecksumMode checksumMode,
            PacketView view) {
        begin(memory, offset, length, wireLength, timestampNs, checksumMode, view);
        LinkLayerDecoder.decode(view, LinkType.RAW);
        decodeHeaders(view);
    }

    /// Moves the view to the packet inside the one it shows.
    ///
    /// @return false when there is none; the view then stays as it is
    public boolean descend(PacketView view) {
        if (!view.hasInner()) {
            return false;
        }
        view.enterInner();
        LinkLayerDecoder.decodeInner(view);
        decodeHeaders(view);
        return true;
    }

    /// Forgets all fragments, as between two captures.
    public void reset() {
        fragments.clear();
    }

    private static void begin(
            MemorySegment memory,
            long offset,
            int length,
            int wireLength,
            long timestampNs,
            ChecksumMode checksumMode,
            PacketView view) {
        view.begin(memory, offset, length, wireLength);
        view.timestampNs = timestampNs;
        view.checksumMode = checksumMode;
    }

    private void decodeHeaders(PacketView view) {
        decodeNetwork(view);
        if (examines) {
            HeaderExaminer.examine(view);
        }
    }

    private void decodeNetwork(PacketView view) {
        boolean readable = switch (view.etherType) {
            case EtherType.IPV4 -> Ipv4Decoder.decode(view);
            case EtherType.IPV6 -> Ipv6Decoder.decode(view);
            default -> false;
        };
        if (!readable) {
            return;
        }
        if (view.isFragment()) {
            view.payloadOffset = view.transportOffset;
            fragments.add(view);
        } else {
            TransportDecoder.decode(view);
            udpTunnels.find(view);
        }
    }
}
