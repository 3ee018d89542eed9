package dev.winnow.lane;

import dev.winnow.detect.RuleEvaluator;
import java.util.concurrent.atomic.AtomicReference;

/// Hands new rules to the thread of one judge, which takes them between two packets, and what they replace back.
///
/// ```
///   loading thread: offer ──▶ [JudgeRules] ──▶ adopt :judging thread
///   loading thread: retired ◀── [RuleEvaluator] ◀──┘
/// ```
///
/// What the judging thread looks at for each burst of packets is one volatile field.
final class RuleExchange {
    private final AtomicReference<JudgeRules> offered = new AtomicReference<>();
    private volatile RuleEvaluator retired;

    /// Offers rules. Loading thread; not before the last offer was settled.
    void offer(JudgeRules rules) {
        offered.set(rules);
    }

    /// Takes an offer back, if it was not taken. Loading thread.
    ///
    /// @return whether it was still there
    boolean withdraw(JudgeRules rules) {
        return offered.compareAndSet(rules, null);
    }

    /// Hands out, once, what the judge used before it took the last offer, the caller's to close; null while it has not
    /// taken it. Loading thread.
    RuleEvaluator takeRetired() {
        RuleEvaluator taken = retired;
        retired = null;
        return taken;
    }

    /// Judging thread, between two packets.
    void adoptOffer(PacketJudge judge, EventPublisher publisher) {
        if (offered.get() == null) {
            return;
        }
        JudgeRules rules = offered.getAndSet(null);
        if (rules != null) {
            publisher.use(rules.program());
            retired = judge.adopt(rules);
        }
    }
}
