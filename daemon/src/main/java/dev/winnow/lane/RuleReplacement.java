package dev.winnow.lane;

import dev.winnow.detect.RuleEvaluator;
import dev.winnow.detect.RuleProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One exchange of the rules of all workers, each of which takes them between two of its packets. No packet waits for
/// it, and none is judged by half of both.
///
/// Threading: the thread that loads rules; workers only see their [RuleExchange].
final class RuleReplacement {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<Offer> offers = new ArrayList<>();

    private record Offer(FilterWorker worker, JudgeRules rules) {}

    /// Makes what the workers need; nothing is offered yet.
    ///
    /// @throws IllegalArgumentException if the rules have more variables than flows can hold
    RuleReplacement(Engine engine, List<FilterWorker> workers, RuleProgram next, boolean enforcing) {
        try {
            for (FilterWorker worker : workers) {
                offers.add(new Offer(worker, engine.rulesFor(worker.judge(), next, enforcing)));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            offers.forEach(offer -> offer.rules.evaluator().close());
            throw e;
        }
    }

    /// Has all workers take the rules, and frees what they used before.
    ///
    /// @return whether all have; if not, one is stuck, and nothing that rules live in may be freed
    boolean run() {
        offers.forEach(offer -> offer.worker.exchange().offer(offer.rules));
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        boolean all = true;
        for (Offer offer : offers) {
            all &= settle(offer, deadlineNs);
        }
        return all;
    }

    private static boolean settle(Offer offer, long deadlineNs) {
        RuleExchange exchange = offer.worker.exchange();
        RuleEvaluator retired = exchange.takeRetired();
        while (retired == null) {
            if (System.nanoTime() > deadlineNs && exchange.withdraw(offer.rules)) {
                offer.rules.evaluator().close();
                return false;
            }
            LockSupport.parkNanos(STEP_NS);
            retired = exchange.takeRetired();
        }
        retired.close();
        return true;
    }
}
