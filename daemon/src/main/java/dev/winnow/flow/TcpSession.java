package dev.winnow.flow;

import dev.winnow.memory.BlockPool;

/// A TCP connection's state. Pooled.
final class TcpSession {
    TcpSession nextFree;
    Stream toServer;
    Stream toClient;
    TcpState state;
    ClosingPhase phase;
    boolean midstream;
    /// One direction alone is seen.
    boolean oneSided;
    /// The server has answered the SYN with a SYN that acknowledges nothing.
    boolean split;
    /// Then the client has acknowledged that one.
    boolean splitAnswered;
    /// Both sides use timestamps (RFC 7323 section 3.2).
    boolean stamped;
    /// Another SYN, or SYN/ACK, than the one that the stream was begun with; its receiver decides which one counts.
    boolean hasAlternative;
    int alternative;
    /// The server has got the end of the handshake.
    boolean confirmed;
    /// The different SYNs, then SYN/ACKs, that came instead of the first.
    final HandshakeOffers offers = new HandshakeOffers();
    /// Which connection the two sides have is not known: the server answered a SYN that nobody has seen, or a SYN came
    /// on a connection that may go on.
    boolean disputed;
    /// Who has sent a RST that its receiver must believe; null before that.
    Direction resetBy;

    TcpSession(BlockPool pool, StreamSettings settings) {
        toServer = new Stream(pool, settings);
        toClient = new Stream(pool, settings);
        clear();
    }

    Stream stream(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    SequenceSpace space(Direction direction) {
        return stream(direction).sequence;
    }

    /// The client turns out to be the server.
    void reverse() {
        Stream fromServer = toServer;
        toServer = toClient;
        toClient = fromServer;
        phase = phase.reversed();
        resetBy = resetBy == null ? null : resetBy.opposite();
    }

    /// Both SYNs were seen: an option of theirs holds if both had it.
    void negotiate() {
        SequenceSpace client = toServer.sequence;
        SequenceSpace server = toClient.sequence;
        boolean scaled = client.scale >= 0 && server.scale >= 0;
        client.scale = scaled ? client.scale : 0;
        server.scale = scaled ? server.scale : 0;
        stamped = client.timestamp >= 0 && server.timestamp >= 0;
    }

    void clear() {
        toServer.clear();
        toClient.clear();
        state = TcpState.NONE;
        phase = ClosingPhase.OPEN;
        midstream = false;
        oneSided = false;
        split = false;
        splitAnswered = false;
        stamped = false;
        hasAlternative = false;
        alternative = 0;
        confirmed = false;
        offers.clear();
        disputed = false;
        resetBy = null;
    }
}
