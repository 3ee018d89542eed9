package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.Flow;

/// `flow`. As long as packets are judged one by one, `no_stream` always holds and `only_stream` holds for any TCP
/// packet.
final class FlowCondition implements PacketCondition {
    private final int wanted;
    private final Flow.Scope stream;
    private final Flow.Scope fragments;

    FlowCondition(Flow flow) {
        wanted = direction(flow.direction()) | state(flow.state());
        stream = flow.stream();
        fragments = flow.fragments();
    }

    private static int direction(Flow.Direction direction) {
        return switch (direction) {
            case ANY -> 0;
            case TO_SERVER -> FlowHint.TO_SERVER;
            case TO_CLIENT -> FlowHint.TO_CLIENT;
        };
    }

    private static int state(Flow.State state) {
        return switch (state) {
            case ANY, STATELESS -> 0;
            case ESTABLISHED -> FlowHint.ESTABLISHED;
            case NOT_ESTABLISHED -> FlowHint.NOT_ESTABLISHED;
        };
    }

    @Override
    public boolean test(PacketView view, int flow) {
        return (flow & wanted) == wanted && isInScope(view);
    }

    private boolean isInScope(PacketView view) {
        boolean streamHolds = stream != Flow.Scope.ONLY || view.protocol() == IpProtocol.TCP;
        return streamHolds
                && switch (fragments) {
                    case ANY -> true;
                    case ONLY -> view.reassembled();
                    case NONE -> !view.reassembled();
                };
    }
}
