package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.header.HeaderMatcher;
import dev.winnow.detect.header.PacketCondition;
import dev.winnow.detect.tag.TagTable;
import dev.winnow.detect.threshold.Moderation;
import dev.winnow.detect.threshold.RateDecision;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.Verdict;
import dev.winnow.verdict.VerdictWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One rule as the hot path needs it: its conditions, cheapest first, and its verdict already packed. Immutable, shared
/// by all threads.
final class CompiledRule {
    private final ResolvedRule source;
    private final Set<PacketGroup> groups;
    private final HeaderMatcher header;
    private final PacketCondition[] conditions;
    private final ContextCondition[] contextConditions;
    private final PayloadScope payloadScope;
    private final BufferMatcher payload;
    private final FieldCheck[] packetFields;
    private final FieldCheck[] transactionFields;
    private final TransactionOption[] transactionNumbers;
    private final long transactionEvents;
    private final RuleAction[] actions;
    private final AlertOption.Tag[] tags;
    private final Stage requiredStage;
    private final boolean asksForBodies;
    private final boolean asksForChanges;
    private final Moderation moderation;
    private final long verdictWord;
    private final Action newAction;
    private final long newVerdictWord;
    private final boolean headerOnly;
    private final boolean protocolOnly;
    private final boolean wholeFlow;
    private final Optional<FastLiteral.Placed> literal;
    private final Optional<FastLiteral> payloadLiteral;
    private final boolean transactional;
    private final boolean mixed;

    private CompiledRule(ResolvedRule source, RuleParts parts, Moderation moderation) {
        this.source = source;
        groups = PacketGroup.of(source);
        header = HeaderMatcher.of(source);
        conditions = parts.packetConditions.toArray(PacketCondition[]::new);
        contextConditions = parts.contextConditions.toArray(ContextCondition[]::new);
        payloadScope = PayloadScope.of(source);
        payload = parts.payload;
        packetFields = parts.packetFields.toArray(FieldCheck[]::new);
        transactionFields = parts.transactionFields.toArray(FieldCheck[]::new);
        transactionNumbers = parts.transactionNumbers.toArray(TransactionOption[]::new);
        transactionEvents = parts.transactionEvents;
        transactional = parts.isTransactional();
        actions = parts.actions.toArray(RuleAction[]::new);
        tags = tags(source);
        requiredStage = parts.requiredStage;
        this.moderation = moderation;
        verdictWord = verdict(source.action()).word();
        newAction = moderation.newAction().orElse(source.action());
        newVerdictWord = VerdictWord.withReason(verdict(newAction).word(), Reason.RATE);
        headerOnly = asksForNothingButAddresses(source);
        protocolOnly = asksForNothingButProtocol(source);
        wholeFlow = headerOnly || protocolOnly;
        literal = FastLiteral.of(source, transactional);
        payloadLiteral = (transactional ? FastLiteral.of(source, false) : literal).map(FastLiteral.Placed::literal);
        mixed = transactional && payloadLiteral.isPresent();
        asksForBodies = requiredStage == Stage.BODY && literal.isPresent();
        asksForChanges = parts.transactionNumbers.stream()
                .anyMatch(number -> number.field().changes());
    }

    /// @throws IllegalArgumentException if the rule cannot be evaluated; the message says why
    static CompiledRule of(
            ResolvedRule rule, RegexPool regexes, VariableNames names, List<ThresholdEntry> thresholds, RuleData data) {
        return new CompiledRule(rule, new RuleParts(rule, regexes, names, data), Moderation.of(rule, thresholds));
    }

    /// As in Suricata 7.0.10, where a rule of these keywords alone speaks once for each direction of a flow.
    private static boolean asksForNothingButAddresses(ResolvedRule source) {
        return source.application().isEmpty()
                && source.options().stream().allMatch(option -> switch (option) {
                    case PacketOption.IpProtocol _,
                            PacketOption.IpVersion _,
                            AddressOption.Reputation _,
                            AlertOption.Target _,
                            AlertOption.StoreCertificate _,
                            AlertOption.Tag _ -> true;
                    case FlowOption.FlowBits bits -> bits.command().changes();
                    case HostBits bits -> bits.command().changes();
                    case RuleOption _ -> false;
                });
    }

    /// Of several for the same packets only the first counts, as in Suricata 7.0.10.
    private static AlertOption.Tag[] tags(ResolvedRule source) {
        Map<Object, AlertOption.Tag> first = new LinkedHashMap<>();
        for (RuleOption option : source.options()) {
            if (option instanceof AlertOption.Tag tag) {
                first.putIfAbsent(List.of(tag.scope(), tag.direction()), tag);
            }
        }
        return first.values().toArray(AlertOption.Tag[]::new);
    }

    private static boolean asksForNothingButProtocol(ResolvedRule source) {
        return source.application().isPresent()
                && source.options().stream()
                        .allMatch(option -> option instanceof Flow || option instanceof AppLayerProtocol);
    }

    private static Verdict verdict(Action action) {
        return switch (action) {
            case ALERT, PASS -> Verdict.Accept.INSTANCE;
            case DROP -> new Verdict.Drop(Reason.RULE);
            case REJECT, REJECTSRC, REJECTDST, REJECTBOTH ->
                new Verdict.Reject(action.tellsSource(), action.tellsDestination());
        };
    }

    ResolvedRule source() {
        return source;
    }

    /// The literal that the rule is found by, in the payload or in a field of a transaction.
    Optional<FastLiteral.Placed> literal() {
        return literal;
    }

    /// The literal that has to be in the payload, whether or not the rule is found by another one.
    Optional<FastLiteral> payloadLiteral() {
        return payloadLiteral;
    }

    /// Speaks of transactions, and asks for a literal in the payload of the packet or in the stream as well.
    boolean isMixed() {
        return mixed;
    }

    /// What the rule does where its matches came to `decision`.
    Action action(RateDecision decision) {
        return decision == RateDecision.NEW_ACTION ? newAction : source.action();
    }

    /// Acts without an alert.
    boolean isSilent() {
        return source.silent();
    }

    /// The verdict of the action that [#action] says.
    long verdictWord(RateDecision decision) {
        return decision == RateDecision.NEW_ACTION ? newVerdictWord : verdictWord;
    }

    /// Asks for nothing that is a packet's own, and so does with the whole flow what it does with the packet.
    boolean speaksForFlow() {
        return wholeFlow;
    }

    /// Asks what the connection speaks, and nothing more.
    boolean asksForProtocolAlone() {
        return protocolOnly;
    }

    /// Whether packets alone cannot answer what the rule asks.
    boolean asksForFlows() {
        boolean asksInOptions = source.options().stream().anyMatch(Flow.class::isInstance);
        return headerOnly
                || actions.length > 0
                || tags.length > 0
                || asksInOptions
                || contextConditions.length > 0
                || isTransactional()
                || looksIntoStreams();
    }

    /// Speaks of transactions, not of packets.
    boolean isTransactional() {
        return transactional;
    }

    /// The stage of a transaction at which all fields are there that the rule looks into.
    Stage requiredStage() {
        return requiredStage;
    }

    /// Whether the rule, which did not match a transaction that has come to `stage`, may match it later: it looks into
    /// what grows or changes, and nobody proposes it again. Bodies grow up to the message's end, but frames of
    /// HTTP/2 come behind it too. A rule of the body that has no literal is proposed whenever the body has grown.
    boolean mayMatchAfter(Stage stage) {
        return asksForChanges || (asksForBodies && stage != Stage.COMPLETE);
    }

    PayloadScope payloadScope() {
        return payloadScope;
    }

    /// Whether the rule can match in a stream.
    boolean looksIntoStreams() {
        return payload != null && payloadScope.looksIntoStreams();
    }

    /// Null for a rule that asks nothing of the payload.
    BufferMatcher payload() {
        return payload;
    }

    /// Whether the conversation's parser yields all that the rule asks: one that was made for other rules, whose place
    /// this one's have taken meanwhile, may not, and what it leaves empty proves nothing.
    boolean canBeJudgedBy(Conversation conversation) {
        return conversation.isCurrent() || asksNoMoreThan(conversation.settings());
    }

    private boolean asksNoMoreThan(ProtocolSettings settings) {
        for (FieldCheck check : transactionFields) {
            if (!settings.asksFor(check.buffer().field())) {
                return false;
            }
        }
        for (TransactionOption number : transactionNumbers) {
            if (!settings.asksFor(number.field())) {
                return false;
            }
        }
        return settings.asksForEvents(transactionEvents);
    }

    /// Whether the rule's header is for such packets. A protocol's transactions come over one transport or another, and
    /// `tcp` before `dns.query` asks for one of them.
    boolean isForTransportOf(PacketView view) {
        return groups.contains(PacketGroup.of(view));
    }

    FieldCheck[] packetFields() {
        return packetFields;
    }

    TransactionOption[] transactionNumbers() {
        return transactionNumbers;
    }

    /// What has to be odd about the transaction, all of it: bits of [dev.winnow.rule.option.TransactionEvent].
    long transactionEvents() {
        return transactionEvents;
    }

    /// Does what the rule does beside its verdict.
    void act(PacketContext packet) {
        for (RuleAction action : actions) {
            action.apply(packet);
        }
    }

    /// Has the packets told that follow the one at hand.
    void tag(PacketView view, dev.winnow.flow.Flow flow, TagTable table) {
        for (AlertOption.Tag tag : tags) {
            table.tag(tag, view, flow);
        }
    }

    FieldCheck[] transactionFields() {
        return transactionFields;
    }

    /// Whether the packet's headers, and what is known of its flow, fulfil every condition.
    boolean admits(PacketContext packet) {
        if ((headerOnly && packet.hasSpokenForFlow()) || !header.matches(packet.view)) {
            return false;
        }
        if (protocolOnly && packet.beginsConnection()) {
            return false;
        }
        for (PacketCondition condition : conditions) {
            if (!condition.test(packet.view, packet.flowBits)) {
                return false;
            }
        }
        for (ContextCondition condition : contextConditions) {
            if (!condition.test(packet)) {
                return false;
            }
        }
        return true;
    }

    /// Counts a match and says what it is worth.
    RateDecision rate(PacketView view, ThresholdTable thresholds) {
        return moderation.decide(view, thresholds);
    }
}
