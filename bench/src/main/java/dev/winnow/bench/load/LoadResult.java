package dev.winnow.bench.load;

/// What was sent and what arrived during one load.
///
/// @param sent packets sent, and `sentMarked` of them marked
/// @param received packets that the sink read, and `receivedMarked` of them marked
/// @param sinkOverflowed packets that arrived and found the sink's buffer full; no contender's fault
/// @param seconds how long the senders ran
/// @param cpuSeconds of the senders, with the kernel's way from the wire to the queue, and of the sink
record LoadResult(
        long sent,
        long sentMarked,
        long received,
        long receivedMarked,
        long sinkOverflowed,
        double seconds,
        double cpuSeconds) {}
