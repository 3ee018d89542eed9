package dev.winnow.flow;

import dev.winnow.memory.BlockPool;

/// A TCP connection's state; pooled.
final class TcpSession {
    TcpState state = TcpState.NONE;
    TcpSession nextFree;
    final Stream toServer;
    final Stream toClient;
    boolean midstream;
    /// One direction alone is seen.
    boolean oneSided;
    /// The server has answered with a SYN alone, and the client is to acknowledge first.
    boolean splitHandshake;

    TcpSession(BlockPool pool, StreamSettings settings) {
        toServer = new Stream(pool, settings);
        toClient = new Stream(pool, settings);
    }

    Stream stream(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    void clear() {
        state = TcpState.NONE;
        toServer.clear();
        toClient.clear();
        midstream = false;
        oneSided = false;
        splitHandshake = false;
    }
}
