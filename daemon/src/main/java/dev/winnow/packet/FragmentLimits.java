package dev.winnow.packet;

/// The bounds of one [FragmentStore].
///
/// @param memoryBytes for the fragments' bytes with their bookkeeping; allocated at the start
/// @param datagrams how many packets may wait for fragments at once
/// @param fragmentsPerDatagram a packet in more pieces than this is forgotten
/// @param timeoutNs how long after its first fragment a packet is given up, by packet time
/// @param policy whose bytes count where fragments overlap
/// @param evicts whether the packet that has waited longest makes room for new fragments; otherwise these are refused
public record FragmentLimits(
        long memoryBytes,
        int datagrams,
        int fragmentsPerDatagram,
        long timeoutNs,
        FragmentPolicy policy,
        boolean evicts) {

    /// 8 MiB, 4096 packets of at most 2048 fragments, 60 s, which is longer than Linux waits (30 s): a host must not
    /// put together what was given up here.
    public static final FragmentLimits DEFAULT =
            new FragmentLimits(8L << 20, 4096, 2048, 60_000_000_000L, FragmentPolicy.BSD, true);

    /// Limits at which the oldest gives way.
    public FragmentLimits(
            long memoryBytes, int datagrams, int fragmentsPerDatagram, long timeoutNs, FragmentPolicy policy) {
        this(memoryBytes, datagrams, fragmentsPerDatagram, timeoutNs, policy, true);
    }

    /// @throws IllegalArgumentException when the memory cannot hold one packet of the largest size
    public FragmentLimits {
        if (memoryBytes < FragmentPages.MIN_BYTES || memoryBytes > FragmentPages.MAX_BYTES) {
            throw new IllegalArgumentException("fragment memory must be " + FragmentPages.MIN_BYTES + " to "
                    + FragmentPages.MAX_BYTES + " bytes, got " + memoryBytes);
        }
        if (datagrams < 1 || datagrams > DatagramTable.MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "fragmented packets at once must be 1 to " + DatagramTable.MAX_CAPACITY + ", got " + datagrams);
        }
        if (fragmentsPerDatagram < 2 || timeoutNs < 0) {
            throw new IllegalArgumentException("fragments of a packet must be 2 or more and the timeout not negative");
        }
    }
}
