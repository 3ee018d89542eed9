package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// Chooses the worker of a packet before it is decoded.
///
/// Only the outermost addresses count, and both directions count alike: so the packets of a flow, their fragments
/// (which have no ports) and the ICMP errors of the path's end all go to one worker.
public final class LaneHash {
    private LaneHash() {}

    /// The hash of a raw IP packet, as NFQUEUE hands it over. Reads nothing but the IP header, never throws on
    /// hostile bytes, and gives 0 for what is not IP or is cut short.
    ///
    /// @param length bytes at hand from `offset` on
    /// @return 0 to [Integer#MAX_VALUE]
    public static int of(MemorySegment memory, long offset, int length) {
        if (length < Ipv4Decoder.MIN_HEADER_LENGTH) {
            return 0;
        }
        return switch (Wire.u8(memory, offset) >>> 4) {
            case 4 ->
                combine(
                        0,
                        Ipv4Decoder.mapped(Wire.u32(memory, offset + 12)),
                        0,
                        Ipv4Decoder.mapped(Wire.u32(memory, offset + 16)));
            case 6 -> length < Ipv6Decoder.HEADER_LENGTH ? 0 : ofIpv6(memory, offset);
            default -> 0;
        };
    }

    /// The same hash of a packet already decoded; of a packet inside another, by its own addresses.
    public static int of(PacketView view) {
        return view.ipVersion == 0
                ? 0
                : combine(view.sourceHigh, view.sourceLow, view.destinationHigh, view.destinationLow);
    }

    private static int ofIpv6(MemorySegment memory, long offset) {
        return combine(
                Wire.u64(memory, offset + 8),
                Wire.u64(memory, offset + 16),
                Wire.u64(memory, offset + 24),
                Wire.u64(memory, offset + 32));
    }

    private static int combine(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        long sum = FlowHash.endpoint(sourceHigh, sourceLow, 0) + FlowHash.endpoint(destinationHigh, destinationLow, 0);
        return (int) FlowHash.mix(sum) & Integer.MAX_VALUE;
    }
}
