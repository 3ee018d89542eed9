package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.config.WinnowConfig;
import dev.winnow.control.ControlException;
import dev.winnow.lane.Engine;
import dev.winnow.lane.LaneException;
import dev.winnow.lane.QueueFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Builds rules beside those in force, and has a running filter judge by them if they are worth it.
///
/// Mistakes in rules cost their rule only, as at the start. What cannot be read at all, or holds no usable rule, leaves
/// the rules in force that are.
///
/// Threading: [#run] from any thread that may take long, one at a time; the others from any.
final class RuleReload {
    private static final int MOST_FINDINGS_TOLD = 20;
    private static final int MOST_CHARACTERS_TOLD = 2_000;

    private final Supplier<WinnowConfig> config;
    private final EngineOptions options;
    private final Engine engine;
    private final QueueFilter filter;
    private final ReentrantLock running = new ReentrantLock();
    private volatile RulesInForce inForce;

    /// @param config  reads the configuration anew
    /// @param inForce what `filter` judges by now
    RuleReload(
            Supplier<WinnowConfig> config,
            EngineOptions options,
            Engine engine,
            QueueFilter filter,
            RulesInForce inForce) {
        this.config = config;
        this.options = options;
        this.engine = engine;
        this.filter = filter;
        this.inForce = inForce;
    }

    /// What the filter judges by now.
    RulesInForce inForce() {
        return inForce;
    }

    /// Loads the rules anew.
    ///
    /// @param strict whether one unusable rule leaves those in force that are
    /// @return what is in force then
    /// @throws ControlException if that is what was in force before, with the reason
    JsonNode run(boolean strict) throws ControlException {
        if (!running.tryLock()) {
            throw new ControlException(ControlException.BUSY, "a reload is under way: try again when it is done");
        }
        List<String> findings = new ArrayList<>();
        try {
            return reload(strict, findings);
        } catch (CommandFailure | LaneException | IllegalStateException e) {
            throw failed(e.getMessage(), findings);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            throw failed("a fault of winnow's own: " + e, findings);
        } finally {
            running.unlock();
        }
    }

    private JsonNode reload(boolean strict, List<String> findings) throws LaneException {
        Instant began = Instant.now();
        RuleLoader.Loaded loaded = LowPriority.call(() -> load(strict, findings));
        filter.replaceRules(loaded.program());
        Instant now = Instant.now();
        inForce = RulesInForce.of(loaded, now, inForce.reloads() + 1);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("usable", loaded.usable())
                .put("total", loaded.total())
                .put("seconds", Duration.between(began, now).toMillis() / 1e3);
        answer.set("findings", told(findings));
        return answer;
    }

    private RuleLoader.Loaded load(boolean strict, List<String> findings) {
        RuleLoader.Loaded loaded = new RuleLoader(config.get(), findings::add).load(options.rules(), engine.program());
        String trouble = trouble(loaded, strict);
        if (!trouble.isEmpty()) {
            loaded.program().close();
            throw CommandFailure.work(trouble);
        }
        return loaded;
    }

    private String trouble(RuleLoader.Loaded loaded, boolean strict) {
        if (!options.rules().isEmpty() && !loaded.foreign().isEmpty()) {
            return loaded.foreign().getFirst() + " holds no rules";
        }
        if (loaded.usable() == 0) {
            return "no rule is usable (" + loaded.summary() + ")";
        }
        return strict && !loaded.isWhole() ? "only " + loaded.summary() : "";
    }

    private ControlException failed(String why, List<String> findings) {
        inForce = inForce.afterFailure(why);
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.set("findings", told(findings));
        return new ControlException(ControlException.FAILED, why + ": the rules before are in force", details);
    }

    private static ArrayNode told(List<String> findings) {
        ArrayNode told = JsonNodeFactory.instance.arrayNode();
        findings.stream()
                .limit(MOST_FINDINGS_TOLD)
                .map(finding -> finding.substring(0, Math.min(finding.length(), MOST_CHARACTERS_TOLD)))
                .forEach(told::add);
        if (findings.size() > MOST_FINDINGS_TOLD) {
            told.add("and %,d more: 'winnow check' shows all%n".formatted(findings.size() - MOST_FINDINGS_TOLD));
        }
        return told;
    }
}
