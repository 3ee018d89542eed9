package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.Flow;

/// `flow`. Whether a payload is looked for in packets or in streams (`no_stream`, `only_stream`) is not the packet's to
/// say, but streams are TCP's.
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
