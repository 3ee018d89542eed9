package dev.winnow.lane;

/// What the kernel says of one queue.
///
/// @param depth        packets that wait in the kernel now
/// @param queueDropped packets that the kernel dropped since the start because the queue was full
/// @param userDropped  packets that it dropped because the socket's buffer was full
public record QueueState(int queue, long depth, long queueDropped, long userDropped) {}
