package dev.winnow.detect;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.HostBits.Tracking;
import dev.winnow.rule.option.FlowOption.FlowBits;
import dev.winnow.rule.option.FlowOption.FlowInteger;
import dev.winnow.rule.option.FlowOption.FlowMeasure;
import dev.winnow.rule.option.FlowOption.StreamSize;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import java.util.function.ToLongFunction;

/// Conditions on what flows and addresses keep, and what changes it (Suricata's user guide, "Flow Keywords" and "Xbits
/// Keyword"). A packet without a flow has no bit set and no number.
final class FlowOptions {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_FLOWINT = 0xFFFF_FFFFL;

    /// `bypass`.
    static final RuleAction BYPASS = packet -> {
        if (packet.flow != null) {
            packet.flow.pass();
        }
    };

    private FlowOptions() {}

    static ContextCondition condition(FlowBits option, VariableNames names) {
        int[] ids = option.names().stream().mapToInt(names::flowbit).toArray();
        return switch (option.command()) {
            case ISSET -> packet -> packet.flow != null && anySet(packet.flow, ids);
            case ISNOTSET -> packet -> packet.flow == null || !allSet(packet.flow, ids);
            case SET, UNSET, TOGGLE -> throw new IllegalArgumentException("no condition: " + option);
        };
    }

    private static boolean anySet(Flow flow, int[] ids) {
        for (int id : ids) {
            if (flow.flowbit(id)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allSet(Flow flow, int[] ids) {
        for (int id : ids) {
            if (!flow.flowbit(id)) {
                return false;
            }
        }
        return true;
    }

    static RuleAction action(FlowBits option, VariableNames names) {
        int id = names.flowbit(option.names().getFirst());
        RuleAction action = switch (option.command()) {
            case SET -> packet -> packet.flow.setFlowbit(id);
            case UNSET -> packet -> packet.flow.unsetFlowbit(id);
            case TOGGLE -> packet -> packet.flow.toggleFlowbit(id);
            case ISSET, ISNOTSET -> throw new IllegalArgumentException("no action: " + option);
        };
        return inFlow(action);
    }

    private static RuleAction inFlow(RuleAction action) {
        return packet -> {
            if (packet.flow != null) {
                action.apply(packet);
            }
        };
    }

    static ContextCondition condition(FlowInteger option, VariableNames names) {
        int id = names.flowint(option.name());
        ToLongFunction<Flow> operand = operand(option, names);
        return switch (option.operation()) {
            case ISSET -> packet -> packet.flow != null && packet.flow.hasFlowint(id);
            case NOTSET -> packet -> packet.flow == null || !packet.flow.hasFlowint(id);
            case LESS -> packet -> has(packet, id) && packet.flow.flowint(id) < operand.applyAsLong(packet.flow);
            case GREATER -> packet -> has(packet, id) && packet.flow.flowint(id) > operand.applyAsLong(packet.flow);
            case LESS_OR_EQUAL ->
                packet -> has(packet, id) && packet.flow.flowint(id) <= operand.applyAsLong(packet.flow);
            case GREATER_OR_EQUAL ->
                packet -> has(packet, id) && packet.flow.flowint(id) >= operand.applyAsLong(packet.flow);
            case EQUAL -> packet -> has(packet, id) && packet.flow.flowint(id) == operand.applyAsLong(packet.flow);
            case NOT_EQUAL -> packet -> has(packet, id) && packet.flow.flowint(id) != operand.applyAsLong(packet.flow);
            case ADD, SUBTRACT, SET -> throw new IllegalArgumentException("no condition: " + option);
        };
    }

    private static boolean has(PacketContext packet, int id) {
        return packet.flow != null && packet.flow.hasFlowint(id);
    }

    private static ToLongFunction<Flow> operand(FlowInteger option, VariableNames names) {
        return switch (option.operand().orElse(Operand.of(0))) {
            case Operand.Constant(long value) -> _ -> value;
            case Operand.Variable(String name) -> {
                int id = names.flowint(name);
                yield flow -> flow.flowint(id);
            }
        };
    }

    static RuleAction action(FlowInteger option, VariableNames names) {
        int id = names.flowint(option.name());
        ToLongFunction<Flow> operand = operand(option, names);
        RuleAction action = switch (option.operation()) {
            case ADD -> packet -> set(packet.flow, id, packet.flow.flowint(id) + operand.applyAsLong(packet.flow));
            case SUBTRACT -> packet -> subtract(packet.flow, id, operand.applyAsLong(packet.flow));
            case SET -> packet -> set(packet.flow, id, operand.applyAsLong(packet.flow));
            case ISSET, NOTSET, LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL ->
                throw new IllegalArgumentException("no action: " + option);
        };
        return inFlow(action);
    }

    /// As in Suricata 7.0.10, of a number that is not there nothing is taken.
    private static void subtract(Flow flow, int id, long value) {
        if (flow.hasFlowint(id)) {
            set(flow, id, flow.flowint(id) - value);
        }
    }

    private static void set(Flow flow, int id, long value) {
        flow.setFlowint(id, value & MAX_FLOWINT);
    }

    static ContextCondition condition(StreamSize option) {
        NumberRange bytes = option.bytes();
        return switch (option.side()) {
            case CLIENT -> packet -> sent(packet, Direction.TO_SERVER, bytes);
            case SERVER -> packet -> sent(packet, Direction.TO_CLIENT, bytes);
            case BOTH -> packet -> sent(packet, Direction.TO_SERVER, bytes) && sent(packet, Direction.TO_CLIENT, bytes);
            case EITHER ->
                packet -> sent(packet, Direction.TO_SERVER, bytes) || sent(packet, Direction.TO_CLIENT, bytes);
        };
    }

    private static boolean sent(PacketContext packet, Direction direction, NumberRange bytes) {
        return packet.flow != null
                && packet.flow.stream(direction) != null
                && bytes.contains(packet.flow.stream(direction).bytesSeen());
    }

    static ContextCondition condition(FlowMeasure option) {
        NumberRange range = option.range();
        ToLongFunction<Flow> measure = switch (option.measure()) {
            case AGE -> flow -> flow.lastNs() / NS_PER_SECOND - flow.startNs() / NS_PER_SECOND;
            case PACKETS_TO_CLIENT -> flow -> flow.packets(Direction.TO_CLIENT);
            case PACKETS_TO_SERVER -> flow -> flow.packets(Direction.TO_SERVER);
            case BYTES_TO_CLIENT -> flow -> flow.bytes(Direction.TO_CLIENT);
            case BYTES_TO_SERVER -> flow -> flow.bytes(Direction.TO_SERVER);
        };
        return packet -> packet.flow != null && range.contains(measure.applyAsLong(packet.flow));
    }

    static ContextCondition condition(HostBits option, VariableNames names) {
        int bit = names.hostbit(option.name());
        Tracking tracking = tracking(option.owner());
        return switch (option.command()) {
            case ISSET -> packet -> packet.hostBits.isSet(bit, tracking, packet.view);
            case ISNOTSET -> packet -> !packet.hostBits.isSet(bit, tracking, packet.view);
            case SET, UNSET, TOGGLE -> throw new IllegalArgumentException("no condition: " + option);
        };
    }

    static RuleAction action(HostBits option, VariableNames names) {
        int bit = names.hostbit(option.name());
        Tracking tracking = tracking(option.owner());
        long seconds = option.expireSeconds();
        return switch (option.command()) {
            case SET -> packet -> packet.hostBits.set(bit, tracking, packet.view, seconds);
            case UNSET -> packet -> packet.hostBits.unset(bit, tracking, packet.view);
            case TOGGLE -> packet -> packet.hostBits.toggle(bit, tracking, packet.view, seconds);
            case ISSET, ISNOTSET -> throw new IllegalArgumentException("no action: " + option);
        };
    }

    private static Tracking tracking(HostBits.Owner owner) {
        return switch (owner) {
            case SOURCE -> Tracking.SOURCE;
            case DESTINATION -> Tracking.DESTINATION;
            case PAIR -> Tracking.PAIR;
        };
    }
}
