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

    /// Offers rules. Loading thread; not before the last offer was taken or withdrawn.
    void offer(JudgeRules rules) {
        retired = null;
        offered.set(rules);
    }

    /// Takes an offer back, if it was not taken. Loading thread.
    ///
    /// @return whether it was still there
    boolean withdraw(JudgeRules rules) {
        return offered.compareAndSet(rules, null);
    }

    /// What the judge used before it took the last offer, the caller's to close; null while it has not. Loading thread.
    RuleEvaluator retired() {
        return retired;
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
