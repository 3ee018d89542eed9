package dev.winnow.bindings.pcap;

/// What a live capture has seen since it was opened, pcap_stats(3PCAP). Unsigned 32-bit counters that wrap around.
///
/// @param received packets that the filter let through
/// @param dropped packets for which the capture's buffer had no room
/// @param interfaceDropped packets that the interface or its driver dropped, 0 where it does not say
public record PcapStatistics(long received, long dropped, long interfaceDropped) {}
