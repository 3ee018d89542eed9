package dev.winnow.bench.arena;

/// What the server had to bear at one moment.
///
/// @param atMs milliseconds since 1970
/// @param sockets its connections
/// @param attackRequests requests of attackers in its access log so far
record Sample(long atMs, SocketCounts sockets, long attackRequests) {
    /// Requests of attackers a second since an earlier sample.
    double attackRequestsPerSecondSince(Sample before) {
        return (attackRequests - before.attackRequests) * 1e3 / Math.max(1, atMs - before.atMs);
    }
}
