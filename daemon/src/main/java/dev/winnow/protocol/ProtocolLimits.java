package dev.winnow.protocol;

/// The bounds of the parsers of one thread.
///
/// @param conversations connections whose protocol is followed at once
/// @param transactions live at once in one connection; the oldest is given up for one more
/// @param detectBytes kept of each direction until the protocol is told
/// @param requestBodyBytes of an HTTP request's body that are looked into
/// @param responseBodyBytes of an HTTP response's body, after decompression, that are looked into
/// @param fileBytes of a file in any other protocol that are looked into
/// @param expectations connections at once that others have announced, as FTP does
public record ProtocolLimits(
        int conversations,
        int transactions,
        int detectBytes,
        int requestBodyBytes,
        int responseBodyBytes,
        int fileBytes,
        int expectations) {
    /// What Suricata ships, where it has the like.
    public static final ProtocolLimits DEFAULT =
            new ProtocolLimits(1 << 16, 512, 1 << 14, 100 << 10, 100 << 10, 100 << 10, 1 << 10);
}
