package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.content.RuleMatchers;
import dev.winnow.detect.header.PacketCondition;
import dev.winnow.detect.header.PacketConditions;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.Alert;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.Bypass;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.option.TransactionOption.CertificateAge;
import dev.winnow.rule.option.VariableTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rule's options, sorted by what looks at them.
final class RuleParts {
    final List<PacketCondition> packetConditions = new ArrayList<>();
    final List<ContextCondition> contextConditions = new ArrayList<>();
    BufferMatcher payload;
    final List<TransactionOption> transactionNumbers = new ArrayList<>();
    final List<RuleAction> actions = new ArrayList<>();
    final List<FieldCheck> packetFields = new ArrayList<>();
    final List<FieldCheck> transactionFields = new ArrayList<>();
    long transactionEvents;
    Stage requiredStage = Stage.NONE;

    private final RegexPool regexes;
    private final RuleMatchers matchers;
    private final VariableNames names;
    private final RuleData data;
    private final Map<Buffer, List<BufferOption>> buffers = new LinkedHashMap<>();
    private final boolean isProtocolAlone;
    private Buffer decodedFrom = Buffer.PAYLOAD;

    /// @param names gets the variables of the rule
    /// @param data what it may ask about
    /// @throws IllegalArgumentException if the rule cannot be evaluated; the message says why
    RuleParts(ResolvedRule rule, RegexPool regexes, VariableNames names, RuleData data) {
        this.regexes = regexes;
        this.names = names;
        this.data = data;
        matchers = new RuleMatchers(regexes, data.datasets(), RuleData.directory(rule), names::text);
        PacketConditions.of(rule).ifPresent(packetConditions::add);
        rule.application().map(ContextCondition::speaks).ifPresent(contextConditions::add);
        isProtocolAlone =
                rule.application().isEmpty() && rule.options().stream().allMatch(RuleParts::asksNothingElse);
        rule.options().forEach(this::add);
        // In the order in which they are looked into, so that each has the variables of those before it.
        buffers.entrySet().stream()
                .sorted(Comparator.comparing(entry -> turn(entry.getKey())))
                .forEach(entry -> addCheck(entry.getKey(), entry.getValue()));
        if (payload == null && !isTransactional() && rule.options().stream().anyMatch(RuleParts::asksForStream)) {
            packetConditions.add((_, _) -> false);
        }
    }

    /// Such a rule without a condition on the stream's bytes is about nothing: a packet is none.
    private static boolean asksForStream(RuleOption option) {
        return option instanceof Flow flow && flow.stream() == Flow.Scope.ONLY;
    }

    /// Whether an option beside `app-layer-protocol` leaves it at that: a way, or what is done with a rule that
    /// matches.
    private static boolean asksNothingElse(RuleOption option) {
        return switch (option) {
            case AppLayerProtocol _, RateLimit _, NoAlert _, Alert _, AlertOption _ -> true;
            case Flow flow -> flow.asksOnlyDirection();
            case FlowOption.FlowBits bits -> bits.command().changes();
            case FlowOption.FlowInteger integer -> integer.operation().changes();
            case HostBits bits -> bits.command().changes();
            case RuleOption _ -> false;
        };
    }

    private static int turn(Buffer buffer) {
        if (buffer.equals(Buffer.PAYLOAD)) {
            return 1;
        }
        return buffer.field().layer() == Field.Layer.TRANSACTION ? 2 : 0;
    }

    private void add(RuleOption option) {
        switch (option) {
            case BufferOption buffer ->
                buffers.computeIfAbsent(source(buffer), _ -> new ArrayList<>()).add(buffer);
            case PacketOption header -> add(header);
            case AppLayerProtocol protocol -> contextConditions.add(ContextCondition.of(protocol, isProtocolAlone));
            case Flow flow -> packetConditions.add(PacketConditions.of(flow));
            case RateLimit _, NoAlert _, Alert _ -> {
                // Resolution has made them fields of the rule.
            }
            case Bypass _ -> actions.add(FlowOptions.BYPASS);
            case AlertOption.Target _, AlertOption.Tag _, AlertOption.StoreCertificate _ -> {
                // They change nothing about the packet at hand.
            }
            case TransactionOption number -> {
                if (number instanceof CertificateAge age) {
                    contextConditions.add(ContextCondition.of(age));
                }
                transactionNumbers.add(number);
                require(number.field().stage());
            }
            case FlowOption.FlowBits bits when bits.command().changes() -> actions.add(FlowOptions.action(bits, names));
            case FlowOption.FlowBits bits -> contextConditions.add(FlowOptions.condition(bits, names));
            case FlowOption.FlowInteger integer
            when integer.operation().changes() -> actions.add(FlowOptions.action(integer, names));
            case FlowOption.FlowInteger integer -> contextConditions.add(FlowOptions.condition(integer, names));
            case FlowOption.StreamSize size -> contextConditions.add(FlowOptions.condition(size));
            case FlowOption.FlowMeasure measure -> contextConditions.add(FlowOptions.condition(measure));
            case VariableTest test -> contextConditions.add(VariableConditions.of(test, names));
            case HostBits bits when bits.command().changes() -> actions.add(FlowOptions.action(bits, names));
            case HostBits bits -> contextConditions.add(FlowOptions.condition(bits, names));
            case EventCondition event -> add(event);
            case AddressOption address -> packetConditions.add(AddressConditions.of(address, data));
            case AlertOption.SetMark set -> actions.add(packet -> packet.setMark(set.mark(), set.mask()));
        }
    }

    private void add(PacketOption header) {
        packetConditions.add(PacketConditions.of(header));
        if (header instanceof PayloadSize(NumberRange length) && (length.negated() || !length.contains(0))) {
            contextConditions.add(PacketContext::hasReadablePayload);
        }
    }

    private void add(EventCondition event) {
        if (event.neverHappens()) {
            contextConditions.add(_ -> false);
            return;
        }
        switch (event.source()) {
            case DECODER -> packetConditions.add(PacketConditions.ofDecodeEvent(event.name()));
            case STREAM -> contextConditions.add(ContextCondition.ofStream(event.name()));
            case APPLICATION ->
                event.ofMessage()
                        .ifPresentOrElse(
                                odd -> transactionEvents |= odd.bit(),
                                () -> contextConditions.add(ContextCondition.ofConversation(event.name())));
        }
    }

    /// The buffer that the option's matcher is given: for what is decoded, the one that it is decoded from.
    private Buffer source(BufferOption option) {
        if (option instanceof Base64Decode decode) {
            decodedFrom = decode.buffer();
        }
        return option.buffer().field() == Field.BASE64_DATA ? decodedFrom : option.buffer();
    }

    private void addCheck(Buffer buffer, List<BufferOption> options) {
        if (buffer.equals(Buffer.PAYLOAD)) {
            payload = matchers.of(options);
        } else if (buffer.field().layer() == Field.Layer.TRANSACTION) {
            transactionFields.add(FieldCheck.of(buffer, options, regexes, matchers));
            require(buffer.field().stage());
        } else {
            packetFields.add(FieldCheck.of(buffer, options, regexes, matchers));
        }
    }

    private void require(Stage stage) {
        requiredStage = requiredStage.reached(stage) ? requiredStage : stage;
    }

    /// Whether the rule speaks of transactions, not of packets.
    boolean isTransactional() {
        return !transactionFields.isEmpty() || !transactionNumbers.isEmpty() || transactionEvents != 0;
    }
}
