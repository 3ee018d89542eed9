package dev.winnow.lane;

import dev.winnow.detect.Matches;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.memory.BlockPool;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.Conversations;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.registry.ParserRegistry;
import java.lang.foreign.Arena;
import java.util.function.Consumer;

/// What a judge knows of flows: the table, the conversations that flows carry, and how flows end.
///
/// Threading: the judging thread. Allocates nothing after the constructor.
final class FlowFollower {
    /// Flows are looked through for those that timed out once in so many packets.
    private static final int EXPIRY_STEP = 1 << 6;
    /// Of all parsers together.
    private static final long PROTOCOL_BYTES = 256L << 20;

    private final BlockPool blocks;
    private final Expectations expectations;
    private final FlowTable table;
    private final ConversationFeed feed;
    private final FlowEndPacket endPacket;
    private final boolean enforcing;
    private final boolean dropsInvalid;
    private final boolean strict;
    private Consumer<Flow> lastLook = _ -> {};
    private ProtocolSettings asked;
    private int untilExpiry = EXPIRY_STEP;
    private boolean refusedBytes;
    private boolean refusedFlow;

    /// @param arena outlives the follower
    /// @param asked what rules ask of parsers
    /// @param enforcing whether a dropped flow stays dropped
    /// @param dropsInvalid whether segments are refused that make a stream ambiguous
    FlowFollower(Arena arena, FlowSettings settings, ProtocolSettings asked, boolean enforcing, boolean dropsInvalid) {
        this.asked = asked;
        blocks = new BlockPool(arena, PROTOCOL_BYTES);
        expectations = new Expectations(asked.limits().expectations());
        feed = new ConversationFeed(conversations(asked, enforcing), flow -> lastLook.accept(flow));
        table = new FlowTable(arena, settings, feed);
        endPacket = new FlowEndPacket(arena);
        this.enforcing = enforcing;
        this.dropsInvalid = dropsInvalid;
        strict = enforcing && settings.stream().strict();
    }

    private Conversations conversations(ProtocolSettings wanted, boolean atOnce) {
        return ParserRegistry.conversations(wanted, blocks, expectations, atOnce);
    }

    /// The conversations that [#adopt] needs for rules that ask for `wanted`; null where those at hand will do. By
    /// the thread that loads rules, while no other rules are on their way.
    Conversations conversationsFor(ProtocolSettings wanted) {
        return asked.covers(wanted) ? null : conversations(wanted, enforcing);
    }

    /// Goes on for other rules. What flows know stays; what is newly asked of parsers is known of connections that
    /// begin from now on.
    void adopt(JudgeRules rules) {
        table.allow(rules.flows().flowbitCount(), rules.flows().flowintCount());
        if (rules.conversations() != null) {
            feed.use(rules.conversations());
            asked = rules.conversations().settings();
        }
    }

    /// Says who looks at flows that end, while their data is still there.
    void onEnd(Consumer<Flow> look) {
        lastLook = look;
    }

    /// The packet's flow, with the packet's bytes in its conversation; null for a packet without one.
    Flow follow(PacketView view) {
        if (--untilExpiry == 0) {
            untilExpiry = EXPIRY_STEP;
            table.expire(view.timestampNs());
        }
        feed.packet(view);
        long refusalsBefore = table.streamRefusals();
        long flowRefusalsBefore = table.flowRefusals();
        Flow flow = table.track(view);
        refusedBytes = table.streamRefusals() != refusalsBefore;
        refusedFlow = table.flowRefusals() != flowRefusalsBefore;
        if (flow != null) {
            feed.datagram(flow);
            feed.orient(flow);
        }
        return flow;
    }

    /// Whether there was no memory for bytes of the packet followed last.
    boolean refusedBytes() {
        return refusedBytes;
    }

    /// Whether there was no room for the flow of the packet followed last.
    boolean refusedFlow() {
        return refusedFlow;
    }

    /// Whether the packet must not reach its receiver: [Flow#isRefused].
    boolean refuses(Flow flow) {
        return dropsInvalid && flow.isRefused();
    }

    /// The same of a packet whose bytes nobody judges, so that they may be read in any way.
    boolean refusesUnseen(Flow flow) {
        return strict && flow.isRefused();
    }

    /// Lets the flow's rest share the fate of the packet that was judged. What would be dropped if drops took effect is
    /// not looked at.
    ///
    /// @param spared whether nothing of the packet's source is dropped
    void settle(Flow flow, Matches matches, boolean spared) {
        if (enforcing && !spared && matches.dropsFlow()) {
            flow.drop();
        } else if (matches.passesFlow() || matches.dropsFlow()) {
            flow.pass();
        }
    }

    /// Whether with the packet at hand the flow turned to another protocol, or to ciphertext; says so once.
    boolean takeTurn(Flow flow) {
        return flow.attachment() instanceof Conversation conversation && conversation.takeTurn();
    }

    /// A packet that stands for the flow's turn in one direction, which the flow looks at from now on.
    PacketView turnPacket(Flow flow, Direction direction, PacketDecoder decoder) {
        flow.lookAt(direction);
        return endPacket.of(flow, direction, decoder);
    }

    /// A packet that stands for the end of the flow in one direction, to which the flow is turned.
    PacketView endPacket(Flow flow, Direction direction, PacketDecoder decoder) {
        flow.turnTo(direction);
        return endPacket.of(flow, direction, decoder);
    }

    /// Makes known what the table counts for itself.
    void publish(LaneCounters counters) {
        counters.set(LaneCounter.FLOWS, table.size());
        counters.set(LaneCounter.FLOWS_EVICTED, table.evictions());
        counters.set(LaneCounter.STREAM_BYTES, table.streamBytes());
    }

    /// Ends all flows.
    void endAll() {
        table.endAll();
    }
}
