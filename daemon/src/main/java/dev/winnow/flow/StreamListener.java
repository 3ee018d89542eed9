package dev.winnow.flow;

import java.lang.foreign.MemorySegment;

/// Whoever wants the bytes of TCP streams and has to know when a flow is over.
///
/// Called from within the table's methods, on their thread. Must neither throw nor call the table.
public interface StreamListener {
    /// The next bytes of a stream, each of them once and in order.
    ///
    /// @param memory off-heap
    /// @param offset of the first byte in `memory`; the bytes stay until this call returns
    /// @param length at least 1
    default void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {}

    /// Bytes that the stream has, but nobody here will see: the capture or the memory has lost them.
    ///
    /// @param lostBytes at least 1
    default void gap(Flow flow, Direction direction, long lostBytes) {}

    /// The stream ends here: FIN or RST, the depth is reached, or its flow ends. Once for each direction that had
    /// begun.
    default void closed(Flow flow, Direction direction) {}

    /// The flow is over: timed out, evicted, its ports in use again, or the capture at its end. All bytes were handed
    /// on and the flow's data is still there; it is not after this call. The time to take back the attachment.
    void ended(Flow flow);
}
