package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.MemorySegment;

/// Puts the segments of streams in order and hands their bytes on.
///
/// Threading: one thread.
final class StreamAssembler {
    private static final MemorySegment MEMORY = NativeMemory.everything();

    private final StreamListener listener;
    private final boolean onArrival;
    private final OverlapPolicy policy;
    private final boolean keepsWindows;
    private final long depth;

    StreamAssembler(StreamSettings settings, StreamListener listener) {
        this.listener = listener;
        onArrival = settings.release() == ReleasePolicy.ON_ARRIVAL;
        policy = onArrival ? OverlapPolicy.FIRST : settings.policy();
        keepsWindows = settings.keepsWindows();
        depth = settings.depthBytes() == 0 ? Long.MAX_VALUE : settings.depthBytes();
    }

    /// Takes a segment's bytes.
    ///
    /// @param start the first byte's place
    /// @return a set of [Insertion]'s bits
    int segment(Flow flow, Direction direction, long start, MemorySegment source, long offset, int length) {
        Stream stream = flow.stream(direction);
        long end = Math.min(start + length, depth);
        if (stream.closed || end <= start) {
            return 0;
        }
        if (onArrival) {
            releaseArrived(flow, direction, start, end, source, offset);
        }
        long from = Math.max(start, onArrival ? stream.sequence.acked : stream.released);
        return end <= from
                ? Insertion.OVERLAP
                : stream.segments.insert(policy, from, source, offset + (from - start), (int) (end - from));
    }

    /// Hands on what is in order and what the segment adds to it; where both have a byte, the one that was there.
    private void releaseArrived(
            Flow flow, Direction direction, long start, long end, MemorySegment source, long offset) {
        Stream stream = flow.stream(direction);
        while (true) {
            releaseStored(flow, direction, Long.MAX_VALUE);
            if (start > stream.released || end <= stream.released) {
                return;
            }
            long piece = stream.segments.seek(stream.released);
            long to = piece == SegmentList.NONE ? end : Math.min(end, stream.segments.start(piece));
            hand(flow, direction, source, offset + (stream.released - start), (int) (to - stream.released));
        }
    }

    /// Hands on stored bytes that are in order, up to the place `limit`.
    private void releaseStored(Flow flow, Direction direction, long limit) {
        Stream stream = flow.stream(direction);
        SegmentList segments = stream.segments;
        long piece = segments.seek(stream.released);
        while (piece != SegmentList.NONE && segments.start(piece) <= stream.released && stream.released < limit) {
            long to = Math.min(limit, segments.end(piece));
            hand(flow, direction, MEMORY, segments.address(piece, stream.released), (int) (to - stream.released));
            piece = segments.seek(stream.released);
        }
    }

    private void hand(Flow flow, Direction direction, MemorySegment source, long offset, int length) {
        Stream stream = flow.stream(direction);
        stream.released += length;
        if (keepsWindows) {
            stream.window.append(source, offset, length);
        }
        listener.bytes(flow, direction, source, offset, length);
    }

    /// The receiver has acknowledged everything before `stream.sequence.acked`: what is missing there is lost.
    void acknowledged(Flow flow, Direction direction) {
        Stream stream = flow.stream(direction);
        long limit = Math.min(Math.min(stream.sequence.acked, stream.sequence.fin), depth);
        releaseAll(flow, direction, limit);
        stream.segments.dropBefore(limit);
        closeAtEnd(flow, direction);
    }

    private void releaseAll(Flow flow, Direction direction, long limit) {
        Stream stream = flow.stream(direction);
        while (stream.released < limit) {
            releaseStored(flow, direction, limit);
            long piece = stream.segments.seek(stream.released);
            long to = piece == SegmentList.NONE ? limit : Math.min(limit, stream.segments.start(piece));
            long lost = to - stream.released;
            if (lost > 0) {
                stream.released = to;
                stream.window.skip(lost);
                listener.gap(flow, direction, lost);
            }
        }
    }

    /// Ends the stream if all its bytes were handed on, or as many as are wanted.
    void closeAtEnd(Flow flow, Direction direction) {
        Stream stream = flow.stream(direction);
        if (stream.released >= depth) {
            stream.truncated = true;
            close(flow, direction);
        } else if (stream.released >= stream.sequence.fin) {
            close(flow, direction);
        }
    }

    /// Hands on what there is, in order, and ends the stream.
    void end(Flow flow, Direction direction) {
        Stream stream = flow.stream(direction);
        if (stream.sequence.known && !stream.closed) {
            releaseStored(flow, direction, Long.MAX_VALUE);
            close(flow, direction);
        }
    }

    private void close(Flow flow, Direction direction) {
        Stream stream = flow.stream(direction);
        if (!stream.closed) {
            stream.closed = true;
            stream.segments.clear();
            listener.closed(flow, direction);
        }
    }
}
