package dev.winnow.lane;

import dev.winnow.config.ExceptionPolicies;
import dev.winnow.config.ExceptionPolicy;
import dev.winnow.flow.Flow;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.protocol.Conversation;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;

/// What becomes of packets that cannot be judged as they should, as Suricata 7 has it: where verdicts take no effect, a
/// policy that drops only ends the judging, and one that rejects does nothing.
///
/// Threading: the judging thread. Allocates nothing.
final class ExceptionGuard {
    /// The packet is judged by the rules as any other.
    static final long JUDGE = -1;

    private final boolean enforcing;
    private final ExceptionPolicy midstream;
    private final ExceptionPolicy streamMemory;
    private final ExceptionPolicy application;
    private final ExceptionPolicy flowMemory;
    private final ExceptionPolicy fragmentMemory;

    /// @param picksUp whether connections are followed whose beginning was not seen, so that nothing is amiss with them
    ///     unless a policy was named
    /// @param enforcing whether verdicts take effect
    ExceptionGuard(ExceptionPolicies policies, boolean picksUp, boolean enforcing) {
        this.enforcing = enforcing;
        ExceptionPolicy stray = policies.midstream();
        midstream = picksUp && stray == ExceptionPolicy.AUTO ? ExceptionPolicy.IGNORE : stray.settle(enforcing, true);
        streamMemory = policies.streamMemory().settle(enforcing, true);
        application = policies.application().settle(enforcing, true);
        flowMemory = policies.flowMemory().settle(enforcing, false);
        fragmentMemory = policies.fragmentMemory().settle(enforcing, false);
    }

    /// Decides about a packet for whose flow there was no room.
    ///
    /// @return a [VerdictWord], or [#JUDGE]
    long flowRefused() {
        return apply(flowMemory, null, Reason.FLOW_MEMORY);
    }

    /// Decides about a fragment for which there was no room.
    ///
    /// @return a [VerdictWord], or [#JUDGE]
    long fragmentRefused() {
        return apply(fragmentMemory, null, Reason.FRAGMENT_MEMORY);
    }

    /// Decides about a packet before the rules do, and marks its flow where that shares its fate.
    ///
    /// @param bytesRefused whether there was no memory for the packet's bytes
    /// @return a [VerdictWord], or [#JUDGE]
    long check(PacketView view, Flow flow, boolean bytesRefused) {
        if (decidesAlone(flow) && (view.tcpFlags() & TcpFlags.RST) == 0) {
            return apply(midstream, flow, Reason.MIDSTREAM);
        }
        if (bytesRefused) {
            return apply(streamMemory, flow, Reason.STREAM_MEMORY);
        }
        return application != ExceptionPolicy.IGNORE && hasFailed(flow)
                ? apply(application, flow, Reason.APPLICATION)
                : JUDGE;
    }

    /// Whether the policy, and not the rules, decides about all packets of the flow.
    boolean decidesAlone(Flow flow) {
        return midstream != ExceptionPolicy.IGNORE && flow.isStray();
    }

    private static boolean hasFailed(Flow flow) {
        return flow.attachment() instanceof Conversation conversation && conversation.takeFailure(flow.direction());
    }

    /// @param flow null for a policy that was settled for packets without one
    private long apply(ExceptionPolicy policy, Flow flow, Reason reason) {
        return switch (policy) {
            case AUTO, IGNORE -> JUDGE;
            case PASS_PACKET -> VerdictWord.ACCEPT;
            case PASS_FLOW, BYPASS -> {
                flow.pass();
                yield VerdictWord.ACCEPT;
            }
            case DROP_PACKET -> enforcing ? VerdictWord.drop(reason) : VerdictWord.ACCEPT;
            case DROP_FLOW -> dropFlow(flow, reason);
            case REJECT -> dropFlow(flow, reason) | VerdictWord.REJECT_SOURCE;
        };
    }

    private long dropFlow(Flow flow, Reason reason) {
        if (!enforcing) {
            flow.pass();
            return VerdictWord.ACCEPT;
        }
        if (flow != null) {
            flow.drop();
        }
        return VerdictWord.drop(reason);
    }
}
