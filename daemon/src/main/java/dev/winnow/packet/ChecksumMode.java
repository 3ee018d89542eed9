package dev.winnow.packet;

/// What the decoder does about checksums.
public enum ChecksumMode {
    /// Compute them and compare.
    VALIDATE,
    /// The same, but one that the sending host has left to its network card counts as good: seen on the host itself,
    /// its field has the pseudo-header's sum only, that of SCTP nothing (CHECKSUM_PARTIAL, linux/skbuff.h).
    VALIDATE_COMPLETE,
    /// Compute them for rules that ask; one that is wrong does not count against the packet.
    NOTE,
    /// The kernel has not filled them in yet (NFQA_SKB_CSUMNOTREADY, GSO): they count as good.
    NOT_READY,
    /// The operator does not want them looked at: they count as good.
    IGNORE;

    /// Whether a wrong checksum counts against the packet.
    public boolean validates() {
        return this == VALIDATE || this == VALIDATE_COMPLETE;
    }

    /// Whether a checksum can come out wrong.
    boolean computes() {
        return validates() || this == NOTE;
    }
}
