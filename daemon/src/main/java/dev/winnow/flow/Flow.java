package dev.winnow.flow;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.packet.PacketView;

/// Packets between two endpoints, and what rules keep with them.
///
/// The side that sent the first packet is the source, or the client; where that packet turns out to be the server's,
/// its receiver is.
///
/// Pooled: valid until the table is called again. Threading: the table's.
public final class Flow {
    /// Stands for no variable with captured bytes.
    public static final long NO_TEXT = BlockPool.NONE;

    // --- links, the table's ---
    Flow nextInBucket;
    Flow older;
    Flow younger;
    int timeoutClass;
    long hash;

    // --- key ---
    final FlowKey key = new FlowKey();

    // --- state ---
    FlowState state = FlowState.NEW;
    Direction direction = Direction.TO_SERVER;
    boolean established;
    boolean establishedBefore;
    boolean payloadInStream;
    boolean refused;
    long streamEvents;
    boolean dropped;
    boolean passed;
    long startNs;
    long lastNs;
    long packetsToServer;
    long packetsToClient;
    long bytesToServer;
    long bytesToClient;
    /// A bit for each direction in which a packet of its own came, by [Direction#ordinal]: none for errors of ICMP.
    int ways;
    private long memo;
    TcpSession tcp;
    private Object attachment;
    private final HeldVariables variables;

    Flow(FlowTable table, FlowTexts texts) {
        variables = new HeldVariables(table, texts);
    }

    void begin(PacketView view) {
        state = FlowState.NEW;
        direction = Direction.TO_SERVER;
        established = false;
        establishedBefore = false;
        payloadInStream = false;
        refused = false;
        dropped = false;
        passed = false;
        startNs = view.timestampNs();
        lastNs = startNs;
        packetsToServer = 0;
        packetsToClient = 0;
        bytesToServer = 0;
        bytesToClient = 0;
        ways = 0;
        memo = 0;
    }

    void count(PacketView view) {
        lastNs = Math.max(lastNs, view.timestampNs());
        if (direction == Direction.TO_SERVER) {
            packetsToServer++;
            bytesToServer += view.packetLength();
        } else {
            packetsToClient++;
            bytesToClient += view.packetLength();
        }
    }

    /// The sender of the first packet turns out to be the server.
    public void reverse() {
        key.reverse();
        if (tcp != null) {
            tcp.reverse();
        }
        direction = direction.opposite();
        long packets = packetsToServer;
        packetsToServer = packetsToClient;
        packetsToClient = packets;
        long bytes = bytesToServer;
        bytesToServer = bytesToClient;
        bytesToClient = bytes;
        ways = (ways & 1) << 1 | ways >> 1;
    }

    void clear() {
        attachment = null;
        variables.clear();
    }

    /// The way of the packet at hand.
    public Direction direction() {
        return direction;
    }

    /// Turns the flow as if a packet that way were at hand, to look at what that direction still holds.
    public void turnTo(Direction way) {
        direction = way;
        establishedBefore = established;
        payloadInStream = false;
        refused = false;
        streamEvents = 0;
    }

    /// Looks at the other direction, or back at this one, while the packet at hand stays what it is.
    public void lookAt(Direction way) {
        direction = way;
    }

    public FlowState state() {
        return state;
    }

    /// TCP: the handshake was seen to its end, or the connection was picked up midstream. Others: packets were seen in
    /// both directions. The packet at hand counts. Stays true when the connection is closed.
    public boolean isEstablished() {
        return established;
    }

    /// The same as rules see it: a TCP packet that completes the handshake, or with which a connection is picked up,
    /// does not belong to an established connection yet, the ones behind it do. The client's first data do in any
    /// case.
    public boolean wasEstablished() {
        return establishedBefore;
    }

    /// Whether the payload of the packet at hand was taken for a part of its stream.
    public boolean payloadInStream() {
        return payloadInStream;
    }

    /// Whether the packet at hand should not reach its receiver, who could read other bytes with it than those that
    /// were judged; with [StreamSettings#strict] also because it is none of its connection's: a FIN of a connection
    /// that nobody has opened, another SYN, a RST outside of the window. Only where bytes are judged on their way.
    public boolean isRefused() {
        return refused;
    }

    /// What was odd about the packet at hand: the bits of [StreamEvent].
    public long streamEvents() {
        return streamEvents;
    }

    /// RST, or FIN from both sides.
    public boolean isClosed() {
        return state == FlowState.CLOSED;
    }

    /// Whether the connection was picked up without its handshake.
    public boolean isMidstream() {
        return tcp != null && tcp.midstream;
    }

    /// Whether it is a TCP connection whose beginning was not seen, picked up or not.
    public boolean isStray() {
        return tcp != null && (tcp.midstream || tcp.state == TcpState.NONE);
    }

    /// Whether the server has closed the connection and has to keep it, because the client has not acknowledged that
    /// or not closed it in turn (RFC 9293 section 3.3.2: LAST-ACK, FIN-WAIT-1, FIN-WAIT-2, CLOSING).
    public boolean awaitsClient() {
        return tcp != null && state != FlowState.CLOSED && tcp.phase.awaitsClient();
    }

    /// By how many bits the windows that this side advertises are shifted (RFC 7323 section 2.2).
    public int windowShift(Direction way) {
        return tcp == null ? 0 : Math.max(0, tcp.space(way).scale);
    }

    /// Packets that way, with the one at hand.
    public long packets(Direction way) {
        return way == Direction.TO_SERVER ? packetsToServer : packetsToClient;
    }

    /// Bytes of those packets as captured, headers included.
    public long bytes(Direction way) {
        return way == Direction.TO_SERVER ? bytesToServer : bytesToClient;
    }

    /// When the first packet came, in nanoseconds since the epoch.
    public long startNs() {
        return startNs;
    }

    /// When the last packet came; of a packet that is older than the one before it, that one's time.
    public long lastNs() {
        return lastNs;
    }

    /// 4 or 6.
    public int ipVersion() {
        return key.ipVersion;
    }

    /// The IP protocol.
    public int protocol() {
        return key.protocol;
    }

    /// The client's address; see [PacketView] for its form.
    public long sourceHigh() {
        return key.sourceHigh;
    }

    public long sourceLow() {
        return key.sourceLow;
    }

    public long destinationHigh() {
        return key.destinationHigh;
    }

    public long destinationLow() {
        return key.destinationLow;
    }

    /// The client's port; of an ICMP echo, the identifier.
    public int sourcePort() {
        return key.sourcePort;
    }

    public int destinationPort() {
        return key.destinationPort;
    }

    /// The VLAN ids of the first packet, 12 bits each from the lowest on, the outermost first.
    public long vlanIds() {
        return key.vlanIds;
    }

    /// One direction of a TCP connection; null for other protocols, and where no stream is followed.
    public Stream stream(Direction way) {
        return tcp == null ? null : tcp.stream(way);
    }

    /// @param id below [FlowSettings#flowbitCount]
    public boolean flowbit(int id) {
        return variables.bit(id);
    }

    /// Sets a bit. Without memory for the flow's variables nothing is set, which the table counts.
    public void setFlowbit(int id) {
        variables.setBit(id);
    }

    public void unsetFlowbit(int id) {
        variables.unsetBit(id);
    }

    public void toggleFlowbit(int id) {
        variables.toggleBit(id);
    }

    /// Whether the integer was set.
    ///
    /// @param id below [FlowSettings#flowintCount]
    public boolean hasFlowint(int id) {
        return variables.hasInt(id);
    }

    /// The integer, 0 where it was not set.
    public long flowint(int id) {
        return variables.intAt(id);
    }

    public void setFlowint(int id, long value) {
        variables.setInt(id, value);
    }

    /// Keeps captured bytes in a variable. Without memory for them it keeps what it holds, which the table counts.
    ///
    /// @param id its number, 0 or more
    /// @param address of `length` bytes off-heap, which are copied
    public void setText(int id, long address, int length) {
        variables.setText(id, address, length);
    }

    /// Turns `range` to what the variable holds, until the next packet; false if it was not set.
    public boolean text(int id, ByteRange range) {
        return variables.text(id, range);
    }

    /// The variable with captured bytes that was set first, or [#NO_TEXT]. What stands for a variable is good until
    /// the next packet.
    public long firstText() {
        return variables.firstText();
    }

    /// The one that was set after `text`, or [#NO_TEXT].
    public long nextText(long text) {
        return FlowTexts.next(text);
    }

    /// The variable's number.
    public int textId(long text) {
        return FlowTexts.id(text);
    }

    /// Turns `range` to the variable's bytes.
    public void readText(long text, ByteRange range) {
        FlowTexts.read(text, range);
    }

    /// What [#setAttachment] was given last; null in a new flow.
    public Object attachment() {
        return attachment;
    }

    public void setAttachment(Object newAttachment) {
        attachment = newAttachment;
    }

    /// What [#setMemo] was given last; 0 in a new flow.
    public long memo() {
        return memo;
    }

    /// Keeps a word for whoever counts.
    public void setMemo(long newMemo) {
        memo = newMemo;
    }

    /// Whether the rest of the flow is to be dropped.
    public boolean isDropped() {
        return dropped;
    }

    public void drop() {
        dropped = true;
    }

    /// Whether the rest of the flow is to pass without a look.
    public boolean isPassed() {
        return passed;
    }

    public void pass() {
        passed = true;
    }
}
