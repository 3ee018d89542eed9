package dev.winnow.protocol;

/// The bounds of the parsers of one thread.
///
/// @param conversations connections whose protocol is followed at once
/// @param transactions live at once in one connection; the oldest is given up for one more
/// @param detectBytes kept of each direction until the protocol is told
/// @param requestBody how far an HTTP request's body is looked into
/// @param responseBody how far an HTTP response's body is, after decompression
/// @param file how far a file in any other protocol is
/// @param expectations connections at once that others have announced, as FTP does
public record ProtocolLimits(
        int conversations,
        int transactions,
        int detectBytes,
        BodyLimits requestBody,
        BodyLimits responseBody,
        BodyLimits file,
        int expectations) {
    /// What Suricata ships, where it has the like.
    public static final ProtocolLimits DEFAULT = new ProtocolLimits(
            1 << 16,
            512,
            1 << 14,
            new BodyLimits(100 << 10, 32 << 10, 4 << 10),
            new BodyLimits(100 << 10, 40 << 10, 16 << 10),
            new BodyLimits(100 << 10, 32 << 10, 4 << 10),
            1 << 10);
}
