package dev.winnow.bindings.nfqueue;

/// How one queue shall behave.
///
/// Flags and their mask travel together in one message, because the kernel keeps only the last pair.
///
/// @param copyRange bytes of each packet to copy, 0 to 65531; 0 means as many as fit one attribute, 65531
/// @param maxLength packets that may wait before the kernel drops, or lets pass with [#FAIL_OPEN]; 0 leaves it as it is
/// @param flags `NFQA_CFG_F_*` bits to set
/// @param mask `NFQA_CFG_F_*` bits to change; 0 leaves all as they are
public record QueueSettings(int copyRange, int maxLength, int flags, int mask) {
    /// `NFQA_CFG_F_FAIL_OPEN`: a full queue lets packets pass instead of dropping them.
    public static final int FAIL_OPEN = 1;

    /// `NFQA_CFG_F_GSO`: take packets longer than the link, with checksums not yet filled in.
    public static final int GSO = 1 << 2;

    /// `NFQA_CFG_F_UID_GID`: name the owner of the sending socket.
    public static final int UID_GID = 1 << 3;

    /// The most that fits one netlink attribute: 65535 less its header.
    public static final int MAX_COPY_RANGE = 0xFFFF - 4;

    /// Checks the copy range and the length; the flags are the kernel's to judge.
    public QueueSettings {
        if (copyRange < 0 || copyRange > MAX_COPY_RANGE) {
            throw new IllegalArgumentException("copy range must be 0.." + MAX_COPY_RANGE + ", got " + copyRange);
        }
        if (maxLength < 0) {
            throw new IllegalArgumentException("queue length must not be negative, got " + maxLength);
        }
    }
}
