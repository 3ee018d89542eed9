package dev.winnow.rule;

import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.FlowOption.FlowMeasure;
import dev.winnow.rule.option.OptionWriter;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.Protocol;
import dev.winnow.rule.syntax.Rule;
import java.util.Optional;

/// What a rule is about: single packets, streams that were put together, or messages of an application protocol. A
/// message comes in many packets, of which each has its own headers and sizes, so that no rule is about both.
final class ScopeChecks {
    private String packet;
    private boolean stream;
    private boolean message;

    private ScopeChecks(Rule rule) {
        Protocol protocol = rule.header().protocol();
        stream = protocol == Protocol.TCP_STREAM;
        packet = protocol == Protocol.TCP_PACKET ? "tcp-pkt" : "";
        rule.options().forEach(this::take);
    }

    /// Why the rule cannot be about anything, if so.
    static Optional<String> contradiction(Rule rule) {
        ScopeChecks scope = new ScopeChecks(rule);
        if (scope.packet.isEmpty() || (!scope.stream && !scope.message)) {
            return Optional.empty();
        }
        String other = scope.message ? "messages of an application protocol" : "streams";
        return Optional.of("`" + scope.packet + "` is about a packet, and the rule is about " + other);
    }

    private void take(RuleOption option) {
        switch (option) {
            case Flow flow when flow.stream() == Flow.Scope.NONE -> packet = "no_stream";
            case Flow flow -> stream |= flow.stream() == Flow.Scope.ONLY;
            case PacketOption header when !isOfNoScope(header) -> packet = written(header);
            case FlowMeasure measure when measure.measure() == FlowMeasure.Measure.AGE -> packet = written(measure);
            case BufferOption buffered -> take(buffered.buffer().field());
            case TransactionOption _ -> message = true;
            case EventCondition event -> message |= event.ofMessage().isPresent();
            case RuleOption _ -> {}
        }
    }

    private void take(Field field) {
        message |= field.layer() == Field.Layer.TRANSACTION;
        switch (field) {
            case IPV4_HDR, IPV6_HDR, TCP_HDR, UDP_HDR, ICMPV4_HDR, ICMPV6_HDR -> packet = field.keyword();
            default -> {}
        }
    }

    /// As in Suricata 7.0.10 these go with everything.
    private static boolean isOfNoScope(PacketOption option) {
        return option instanceof PacketOption.IpProtocol
                || option instanceof PacketOption.IpVersion
                || option instanceof PacketOption.Checksum
                || option instanceof PacketOption.IcmpSequence;
    }

    private static String written(RuleOption option) {
        OptionWriter writer = new OptionWriter();
        option.writeTo(writer);
        return writer.toString().replace(";", "");
    }
}
