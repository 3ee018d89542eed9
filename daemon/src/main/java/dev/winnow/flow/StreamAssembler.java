package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.MemorySegment;

/// Puts the segments of streams in order and hands their bytes on.
///
/// Segments are kept until they are acknowledged, so that other bytes for the same place are noticed, and, where the
/// target decides which ones count, so that it can. Threading: one thread.
final class StreamAssembler {
    private static final MemorySegment MEMORY = NativeMemory.everything();
    /// Segments that wait for an acknowledgment; if there are more, the other direction is not seen.
    private static final int MAX_WAITING = SegmentList.MAX_PIECES / 2;

    private final StreamListener listener;
    private final StreamEvents events;
    private final HostPolicies policies;
    private final boolean onArrival;
    private final boolean keepsWindows;
    private final long depth;

    StreamAssembler(StreamSettings settings, StreamListener listener, StreamEvents events) {
        this.listener = listener;
        this.events = events;
        policies = settings.policies();
        onArrival = settings.release() == ReleasePolicy.ON_ARRIVAL;
        keepsWindows = settings.keepsWindows();
        depth = settings.depthBytes() == 0 ? Long.MAX_VALUE : settings.depthBytes();
    }

    /// Takes a segment's bytes.
    ///
    /// @param start the first byte's place
    /// @return a set of [Insertion]'s bits
    int segment(Flow flow, Direction way, long start, MemorySegment source, long offset, int length) {
        Stream stream = flow.stream(way);
        long end = Math.min(start + length, depth);
        if (stream.closed) {
            return 0;
        }
        if (onArrival) {
            release(flow, way, Math.min(end, stream.sequence.releaseLimit()), start, source, offset);
        }
        long from = Math.max(start, onArrival ? stream.sequence.acked : stream.released);
        if (end <= from) {
            return 0;
        }
        int result =
                stream.segments.insert(policy(flow, way), from, source, offset + (from - start), (int) (end - from));
        boolean refused = (result & Insertion.REFUSED) != 0;
        if (refused || stream.segments.pieces() > MAX_WAITING) {
            makeRoom(flow, way, end, start, source, offset);
        }
        from = Math.max(from, stream.released);
        return refused && end > from
                ? result
                        | stream.segments.insert(
                                policy(flow, way), from, source, offset + (from - start), (int) (end - from))
                : result;
    }

    /// Lets go of what waits for nothing but its acknowledgment.
    private void makeRoom(Flow flow, Direction way, long end, long start, MemorySegment source, long offset) {
        Stream stream = flow.stream(way);
        if (!onArrival) {
            release(flow, way, Math.min(end, stream.sequence.releaseLimit()), start, source, offset);
        }
        stream.segments.dropBefore(stream.released);
    }

    private OverlapPolicy policy(Flow flow, Direction way) {
        if (onArrival) {
            return OverlapPolicy.FIRST;
        }
        Stream stream = flow.stream(way);
        if (stream.policy == null) {
            boolean toServer = way == Direction.TO_SERVER;
            stream.policy = policies.of(
                    toServer ? flow.destinationHigh() : flow.sourceHigh(),
                    toServer ? flow.destinationLow() : flow.sourceLow(),
                    flow.ipVersion());
        }
        return stream.policy;
    }

    /// Hands on what is in order and what a segment adds to it, which need not be stored; where both have a byte, the
    /// stored one.
    ///
    /// @param end where the segment ends, or is cut
    private void release(Flow flow, Direction way, long end, long start, MemorySegment source, long offset) {
        Stream stream = flow.stream(way);
        releaseStored(flow, way, stream.sequence.releaseLimit());
        while (start <= stream.released && end > stream.released) {
            long piece = stream.segments.seek(stream.released);
            long to = piece == SegmentList.NONE ? end : Math.min(end, stream.segments.start(piece));
            hand(flow, way, source, offset + (stream.released - start), (int) (to - stream.released));
            releaseStored(flow, way, stream.sequence.releaseLimit());
        }
    }

    /// Hands on stored bytes that are in order, up to the place `limit`.
    private void releaseStored(Flow flow, Direction way, long limit) {
        Stream stream = flow.stream(way);
        SegmentList segments = stream.segments;
        long piece = segments.seek(stream.released);
        while (piece != SegmentList.NONE && segments.start(piece) <= stream.released && stream.released < limit) {
            long to = Math.min(limit, segments.end(piece));
            hand(flow, way, MEMORY, segments.address(piece, stream.released), (int) (to - stream.released));
            piece = segments.next(piece);
        }
    }

    private void hand(Flow flow, Direction way, MemorySegment source, long offset, int length) {
        Stream stream = flow.stream(way);
        stream.released += length;
        if (stream.endsInGap) {
            stream.endsInGap = false;
            events.note(StreamEvent.REASSEMBLY_SEQ_GAP);
        }
        if (keepsWindows) {
            stream.window.append(source, offset, length);
        }
        listener.bytes(flow, way, source, offset, length);
    }

    /// The receiver has told more of what it has and takes: what is missing of that is lost.
    void acknowledged(Flow flow, Direction way) {
        Stream stream = flow.stream(way);
        SequenceSpace sequence = stream.sequence;
        if (stream.closed) {
            return;
        }
        long acked = Math.min(Math.min(sequence.acked, sequence.fin), depth);
        releaseAcknowledged(flow, way, acked);
        stream.segments.dropBefore(acked);
        if (onArrival) {
            releaseStored(flow, way, sequence.releaseLimit());
        }
        closeAtEnd(flow, way);
    }

    private void releaseAcknowledged(Flow flow, Direction way, long acked) {
        Stream stream = flow.stream(way);
        while (stream.released < acked) {
            releaseStored(flow, way, acked);
            long piece = stream.segments.seek(stream.released);
            long to = piece == SegmentList.NONE ? acked : Math.min(acked, stream.segments.start(piece));
            long lost = to - stream.released;
            if (lost > 0) {
                stream.released = to;
                stream.window.skip(lost);
                stream.endsInGap = true;
                listener.gap(flow, way, lost);
            }
        }
    }

    /// Ends the stream if all its bytes were handed on, or as many as are wanted.
    void closeAtEnd(Flow flow, Direction way) {
        Stream stream = flow.stream(way);
        if (stream.released >= depth && !stream.closed) {
            stream.truncated = true;
            events.note(StreamEvent.REASSEMBLY_DEPTH_REACHED);
            close(flow, way);
        } else if (stream.sequence.finAcked() && stream.released >= stream.sequence.fin) {
            close(flow, way);
        }
    }

    /// Hands on what there is, in order, and ends the stream.
    void end(Flow flow, Direction way) {
        Stream stream = flow.stream(way);
        if (stream.sequence.known && !stream.closed) {
            releaseStored(flow, way, Math.min(stream.sequence.releaseLimit(), stream.sequence.fin));
            close(flow, way);
        }
    }

    private void close(Flow flow, Direction way) {
        Stream stream = flow.stream(way);
        if (!stream.closed) {
            stream.closed = true;
            stream.segments.clear();
            listener.closed(flow, way);
        }
    }
}
