package dev.winnow.packet;

/// What the decoder does about checksums.
public enum ChecksumMode {
    /// Compute them and compare.
    VALIDATE,
    /// The kernel has not filled them in yet (NFQA_SKB_CSUMNOTREADY, GSO): they count as good.
    NOT_READY,
    /// The operator does not want them looked at: they count as good.
    IGNORE
}
