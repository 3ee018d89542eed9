package dev.winnow.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a table tells: bytes as characters, gaps as `[5 lost]`, the end of a stream as `|`.
final class Recorder implements StreamListener {
    private final StringBuilder toServer = new StringBuilder();
    private final StringBuilder toClient = new StringBuilder();
    private final List<Integer> ended = new ArrayList<>();

    @Override
    public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
        of(direction).append(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void gap(Flow flow, Direction direction, long lostBytes) {
        of(direction).append('[').append(lostBytes).append(" lost]");
    }

    @Override
    public void closed(Flow flow, Direction direction) {
        of(direction).append('|');
    }

    @Override
    public void ended(Flow flow) {
        ended.add(flow.sourcePort());
    }

    private StringBuilder of(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    String toServer() {
        return toServer.toString();
    }

    String toClient() {
        return toClient.toString();
    }

    /// The client ports of flows that are over, in order.
    List<Integer> ended() {
        return ended;
    }
}
