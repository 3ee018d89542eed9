package dev.winnow.bench.arena;

/// What the server had to bear at one moment.
///
/// @param atMs milliseconds since 1970
/// @param sockets its connections
/// @param attackRequests requests of attackers in its access log so far
record Sample(long atMs, SocketCounts sockets, long attackRequests) {}
