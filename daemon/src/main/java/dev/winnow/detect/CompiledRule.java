package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.Inspection;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.header.HeaderMatcher;
import dev.winnow.detect.header.PacketCondition;
import dev.winnow.detect.header.PacketConditions;
import dev.winnow.detect.threshold.RateDecision;
import dev.winnow.detect.threshold.RateLimiter;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/// One rule as the hot path needs it: its conditions, cheapest first, and its verdict already packed. Immutable, shared
/// by all threads.
final class CompiledRule {
    private final ResolvedRule source;
    private final HeaderMatcher header;
    private final PacketCondition[] conditions;
    private final BufferMatcher payload;
    private final RateLimiter limiter;
    private final long verdictWord;

    private CompiledRule(ResolvedRule source, Conditions parts, RegexPool regexes) {
        this.source = source;
        header = HeaderMatcher.of(source);
        conditions = parts.packet.toArray(PacketCondition[]::new);
        payload = parts.payload.isEmpty() ? null : BufferMatcher.of(parts.payload, regexes);
        limiter = parts.limiter;
        verdictWord = verdict(source.action()).word();
    }

    /// @throws IllegalArgumentException if the rule cannot be evaluated; the message says why
    static CompiledRule of(ResolvedRule rule, RegexPool regexes) {
        Conditions parts = new Conditions(rule);
        rule.options().forEach(parts::add);
        rule.rateLimit().ifPresent(parts::add);
        return new CompiledRule(rule, parts, regexes);
    }

    /// A rule's options, sorted by what looks at them.
    private static final class Conditions {
        private final ResolvedRule rule;
        private final List<PacketCondition> packet = new ArrayList<>();
        private final List<BufferOption> payload = new ArrayList<>();
        private RateLimiter limiter;

        Conditions(ResolvedRule rule) {
            this.rule = rule;
            rule.application().ifPresent(protocol -> {
                throw new IllegalArgumentException("protocol `" + protocol.keyword() + "` is not supported yet");
            });
            PacketConditions.of(rule.protocol()).ifPresent(packet::add);
        }

        void add(RuleOption option) {
            switch (option) {
                case BufferOption buffer -> payload.add(inPayload(buffer));
                case AppLayerProtocol _ -> throw unsupported("app-layer-protocol");
                case PacketOption header -> packet.add(PacketConditions.of(header));
                case Flow flow -> packet.add(PacketConditions.of(flow));
                case RateLimit rate ->
                    limiter = RateLimiter.of(
                            rate, rule.identity().gid(), rule.identity().sid());
                case NoAlert _ -> {
                    // Resolution has made it ResolvedRule.silent.
                }
            }
        }
    }

    private static BufferOption inPayload(BufferOption option) {
        if (!option.buffer().equals(Buffer.PAYLOAD)) {
            throw unsupported(option.buffer().name());
        }
        return option;
    }

    private static IllegalArgumentException unsupported(String keyword) {
        return new IllegalArgumentException("keyword `" + keyword + "` is not supported yet");
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

    /// Whether the packet fulfils every condition.
    ///
    /// @param flow bits of [dev.winnow.detect.header.FlowHint]
    /// @param in looks at the packet's payload
    boolean matches(PacketView view, int flow, Inspection in) {
        if (!header.matches(view)) {
            return false;
        }
        for (PacketCondition condition : conditions) {
            if (!condition.test(view, flow)) {
                return false;
            }
        }
        return payload == null || payload.matches(in);
    }

    /// Counts a match and says what it is worth.
    RateDecision rate(PacketView view, ThresholdTable thresholds) {
        return limiter == null ? RateDecision.MATCH : limiter.decide(view, thresholds);
    }
}
