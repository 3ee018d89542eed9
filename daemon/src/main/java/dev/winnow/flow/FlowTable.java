package dev.winnow.flow;

import dev.winnow.memory.BlockPool;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;

/// The flows that one worker has seen, and their TCP streams.
///
/// Bounded: when it is full, the flow that is worth least makes room, and shorter timeouts hold until a part of the
/// table is free again. Time is the packets'. Flows and sessions are pooled: nothing is allocated per packet once the
/// pools have grown.
///
/// Threading: one thread.
public final class FlowTable {
    private static final FlowState[] EVICTION_ORDER = {FlowState.CLOSED, FlowState.NEW, FlowState.ESTABLISHED};
    /// Of how many of its flows a full table must be rid before the emergency is over: one in so many.
    private static final int RECOVERY_PART = 10;
    /// How many flows one call of [#expire] ends at most.
    private static final int MAX_EXPIRED = 256;

    private static final int BOTH_WAYS = 1 << Direction.TO_SERVER.ordinal() | 1 << Direction.TO_CLIENT.ordinal();

    private final FlowSettings settings;
    private final StreamListener listener;
    private final BlockPool streamBytes;
    private final BlockPool variableBytes;
    private FlowVariables variables;
    private final FlowTexts texts;
    private final StreamEvents events = new StreamEvents();
    private final StreamAssembler assembler;
    private final TcpTracker tracker;
    private final FlowIndex index;
    private final FlowKey probe = new FlowKey();
    private Flow freeFlows;
    private TcpSession freeSessions;
    private boolean emergency;
    private long evictions;
    private long emergencies;
    private long refusals;

    /// @param arena outlives the table; owns the memory of bytes and variables
    public FlowTable(Arena arena, FlowSettings settings, StreamListener listener) {
        this.settings = settings;
        this.listener = listener;
        streamBytes = new BlockPool(arena, settings.stream().memcapBytes());
        variableBytes = new BlockPool(arena, settings.variableBytes());
        variables = new FlowVariables(variableBytes, settings.flowbitCount(), settings.flowintCount());
        texts = new FlowTexts(variableBytes);
        assembler = new StreamAssembler(settings.stream(), listener, events);
        tracker = new TcpTracker(settings.stream(), assembler, events);
        index = new FlowIndex(settings.maxFlows());
    }

    /// Lets flows have more variables; those that they have stay.
    ///
    /// @param flowbits with `flowints`, as [FlowSettings] allows
    public void allow(int flowbits, int flowints) {
        if (!variables.holds(flowbits, flowints)) {
            variables = new FlowVariables(variableBytes, flowbits, flowints);
        }
    }

    /// What new variables are kept in.
    FlowVariables variables() {
        return variables;
    }

    /// Finds or makes the packet's flow and brings it up to date; the listener is told of new bytes of its streams
    /// before this returns.
    ///
    /// @param view a packet that is neither malformed nor has a wrong checksum
    /// @return the flow, until the next call; null where the packet belongs to none: a fragment, an ICMP error, a
    ///     protocol without ports, or one that was refused ([#flowRefusals]). ICMP's destination unreachable
    ///     belongs to the flow that it tells of, if there is one
    public Flow track(PacketView view) {
        events.clear();
        if (!isTracked(view)) {
            return null;
        }
        if (IcmpError.is(view)) {
            return trackError(view);
        }
        probe.read(view, settings.usesVlan());
        long hash = probe.hash(settings.seed());
        Flow flow = index.find(hash, probe);
        boolean disputed = false;
        if (flow != null && (isOver(flow, view.timestampNs()) || TcpTracker.startsAnew(flow, view))) {
            disputed = flow.tcp != null && flow.tcp.resetBy != null;
            end(flow);
            flow = null;
        }
        if (flow == null && !hasRoom(view.timestampNs())) {
            refusals++;
            return null;
        }
        if (flow == null) {
            flow = begin(view, hash);
        } else {
            flow.direction = flow.key.sameWay(probe) ? Direction.TO_SERVER : Direction.TO_CLIENT;
        }
        update(flow, view, disputed);
        flow.streamEvents = events.bits();
        return flow;
    }

    /// An ICMP error goes the other way than the packet that it tells of.
    private Flow trackError(PacketView view) {
        probe.read(view, settings.usesVlan());
        if (!IcmpError.readInner(view, probe)) {
            return null;
        }
        Flow flow = index.find(probe.hash(settings.seed()), probe);
        if (flow == null || isOver(flow, view.timestampNs())) {
            return null;
        }
        flow.direction = flow.key.sameWay(probe) ? Direction.TO_CLIENT : Direction.TO_SERVER;
        flow.establishedBefore = flow.established;
        flow.payloadInStream = false;
        flow.refused = false;
        flow.count(view);
        index.touch(flow);
        return flow;
    }

    private static boolean isTracked(PacketView view) {
        return view.transportHeaderLength() > 0
                && switch (view.protocol()) {
                    case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.ICMP, IpProtocol.ICMPV6 -> true;
                    default -> false;
                };
    }

    private boolean isOver(Flow flow, long nowNs) {
        return nowNs - flow.lastNs > settings.timeouts().idleNs(flow.timeoutClass, emergency);
    }

    /// Whether there is room for one more flow, or room was made.
    private boolean hasRoom(long nowNs) {
        if (index.size() < settings.maxFlows()) {
            return true;
        }
        declareEmergency();
        if (settings.evicts()) {
            evict();
        } else {
            expire(nowNs);
        }
        return index.size() < settings.maxFlows();
    }

    private void declareEmergency() {
        if (!emergency) {
            emergency = true;
            emergencies++;
        }
    }

    private Flow begin(PacketView view, long hash) {
        Flow flow = takeFlow();
        flow.begin(view);
        flow.key.copy(probe);
        flow.hash = hash;
        flow.timeoutClass = FlowTimeouts.index(FlowProtocol.of(probe.protocol), FlowState.NEW);
        index.add(flow);
        return flow;
    }

    private Flow takeFlow() {
        Flow flow = freeFlows;
        if (flow == null) {
            return new Flow(this, texts);
        }
        freeFlows = flow.nextInBucket;
        return flow;
    }

    /// @param disputed whether the flow takes the place of a connection that may go on
    private void update(Flow flow, PacketView view, boolean disputed) {
        flow.count(view);
        flow.payloadInStream = false;
        flow.refused = false;
        flow.establishedBefore = flow.established;
        if (flow.key.protocol == IpProtocol.TCP) {
            if (flow.tcp == null) {
                flow.tcp = takeSession();
                flow.tcp.disputed = disputed;
            }
            tracker.track(flow, view);
        } else {
            answer(flow);
        }
        int timeoutClass = FlowTimeouts.index(FlowProtocol.of(flow.key.protocol), flow.state);
        if (timeoutClass == flow.timeoutClass) {
            index.touch(flow);
        } else {
            index.reclassify(flow, timeoutClass);
        }
    }

    private static void answer(Flow flow) {
        flow.ways |= 1 << flow.direction.ordinal();
        if (flow.ways == BOTH_WAYS) {
            flow.established = true;
            flow.establishedBefore = true;
            flow.state = FlowState.ESTABLISHED;
        }
    }

    private TcpSession takeSession() {
        TcpSession session = freeSessions;
        if (session == null) {
            return new TcpSession(streamBytes, settings.stream());
        }
        freeSessions = session.nextFree;
        session.nextFree = null;
        return session;
    }

    /// Makes room: closed flows first, then new ones, then established ones; of each kind the longest idle.
    private void evict() {
        evictions++;
        Flow victim = null;
        for (int i = 0; victim == null; i++) {
            victim = index.oldest(EVICTION_ORDER[i]);
        }
        end(victim);
    }

    private void end(Flow flow) {
        if (flow.tcp != null) {
            assembler.end(flow, Direction.TO_SERVER);
            assembler.end(flow, Direction.TO_CLIENT);
        }
        listener.ended(flow);
        index.remove(flow);
        if (flow.tcp != null) {
            flow.tcp.clear();
            flow.tcp.nextFree = freeSessions;
            freeSessions = flow.tcp;
            flow.tcp = null;
        }
        flow.clear();
        flow.nextInBucket = freeFlows;
        freeFlows = flow;
        emergency &= index.size() > settings.maxFlows() - settings.maxFlows() / RECOVERY_PART;
    }

    /// Ends flows that were idle for too long, a bounded number of them.
    ///
    /// @param nowNs the packets' time
    /// @return how many
    public int expire(long nowNs) {
        int expired = 0;
        for (FlowQueue queue : index.queues()) {
            Flow flow = queue.head();
            while (flow != null && expired < MAX_EXPIRED && isOver(flow, nowNs)) {
                end(flow);
                expired++;
                flow = queue.head();
            }
        }
        return expired;
    }

    /// Ends all flows, the oldest of each kind first, as at a capture's end. The table is then as new.
    public void endAll() {
        for (FlowQueue queue : index.queues()) {
            while (queue.head() != null) {
                end(queue.head());
            }
        }
        emergency = false;
    }

    /// What was odd about the packet tracked last: the bits of [StreamEvent].
    public long events() {
        return events.bits();
    }

    /// Flows at hand.
    public int size() {
        return index.size();
    }

    /// Whether the shorter timeouts hold.
    public boolean inEmergency() {
        return emergency;
    }

    /// Flows that had to make room for others.
    public long evictions() {
        return evictions;
    }

    /// Packets that began a flow for which no room was made.
    public long flowRefusals() {
        return refusals;
    }

    /// How often the table was full.
    public long emergencies() {
        return emergencies;
    }

    /// Bytes of memory that streams hold.
    public long streamBytes() {
        return streamBytes.lentBytes();
    }

    /// How often there was no memory for bytes of a stream.
    public long streamRefusals() {
        return streamBytes.refusals();
    }

    /// Bytes of memory that variables of flows hold.
    public long variableBytes() {
        return variableBytes.lentBytes();
    }

    /// How often there was no memory for variables of a flow.
    public long variableRefusals() {
        return variableBytes.refusals();
    }
}
