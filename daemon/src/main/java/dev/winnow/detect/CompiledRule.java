package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.header.HeaderMatcher;
import dev.winnow.detect.header.PacketCondition;
import dev.winnow.detect.threshold.RateDecision;
import dev.winnow.detect.threshold.RateLimiter;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.Verdict;

/// One rule as the hot path needs it: its conditions, cheapest first, and its verdict already packed. Immutable, shared
/// by all threads.
final class CompiledRule {
    private final ResolvedRule source;
    private final HeaderMatcher header;
    private final PacketCondition[] conditions;
    private final ContextCondition[] contextConditions;
    private final PayloadScope payloadScope;
    private final BufferMatcher payload;
    private final FieldCheck[] packetFields;
    private final FieldCheck[] transactionFields;
    private final Stage requiredStage;
    private final RateLimiter limiter;
    private final long verdictWord;
    private final boolean headerOnly;

    private CompiledRule(ResolvedRule source, RuleParts parts) {
        this.source = source;
        header = HeaderMatcher.of(source);
        conditions = parts.packetConditions.toArray(PacketCondition[]::new);
        contextConditions = parts.contextConditions.toArray(ContextCondition[]::new);
        payloadScope = PayloadScope.of(source);
        payload = parts.payload;
        packetFields = parts.packetFields.toArray(FieldCheck[]::new);
        transactionFields = parts.transactionFields.toArray(FieldCheck[]::new);
        requiredStage = parts.requiredStage;
        limiter = parts.limiter;
        verdictWord = verdict(source.action()).word();
        headerOnly = source.options().isEmpty() && source.application().isEmpty();
    }

    /// @throws IllegalArgumentException if the rule cannot be evaluated; the message says why
    static CompiledRule of(ResolvedRule rule, RegexPool regexes) {
        return new CompiledRule(rule, new RuleParts(rule, regexes));
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

    Action action() {
        return source.action();
    }

    boolean passes() {
        return source.action() == Action.PASS;
    }

    boolean drops() {
        return source.action().drops();
    }

    /// Acts without an alert.
    boolean isSilent() {
        return source.silent();
    }

    long verdictWord() {
        return verdictWord;
    }

    /// Asks for nothing but a protocol, addresses and ports, and so speaks of whole flows.
    boolean isHeaderOnly() {
        return headerOnly;
    }

    /// Whether packets alone cannot answer what the rule asks.
    boolean asksForFlows() {
        boolean asksInOptions = source.options().stream().anyMatch(Flow.class::isInstance);
        return headerOnly
                || asksInOptions
                || contextConditions.length > 0
                || isTransactional()
                || (payload != null && payloadScope.looksIntoStreams());
    }

    /// Speaks of transactions, not of packets.
    boolean isTransactional() {
        return transactionFields.length > 0;
    }

    /// The stage of a transaction at which all fields are there that the rule looks into.
    Stage requiredStage() {
        return requiredStage;
    }

    PayloadScope payloadScope() {
        return payloadScope;
    }

    /// Null for a rule that asks nothing of the payload.
    BufferMatcher payload() {
        return payload;
    }

    FieldCheck[] packetFields() {
        return packetFields;
    }

    FieldCheck[] transactionFields() {
        return transactionFields;
    }

    /// Whether the packet's headers, and what is known of its flow, fulfil every condition.
    boolean admits(PacketContext packet) {
        if ((headerOnly && packet.hasSpokenForFlow()) || !header.matches(packet.view)) {
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
        return limiter == null ? RateDecision.MATCH : limiter.decide(view, thresholds);
    }
}
