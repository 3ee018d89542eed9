package dev.winnow.lane;

import dev.winnow.config.WinnowConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The iptables rules of a run: for what the operator asked for, and for what is answered to it.
///
/// Threading: one thread.
public final class QueueRules implements AutoCloseable {
    /// Where packets are taken from if nothing is said: all that is addressed to this host.
    public static final String DEFAULT_SPEC = "INPUT";

    private final List<QueueRule> rules;
    private final boolean bothSides;

    private QueueRules(List<QueueRule> rules, boolean bothSides) {
        this.rules = rules;
        this.bothSides = bothSides;
    }

    /// Rules that are not yet installed.
    ///
    /// @param spec   the chain and what packets must match, as iptables has it: `INPUT -p tcp --dport 80`
    /// @param queues a connection stays on one of them
    /// @param nfq    in mode repeat, the rules pass over packets that come back with its mark
    /// @throws IllegalArgumentException with words for a person, if `spec` names no chain or a target of its own
    public static QueueRules of(String spec, QueueRange queues, WinnowConfig.Queue nfq) {
        List<String> words = List.of(spec.strip().split("\\s+"));
        if (words.getFirst().isEmpty() || words.getFirst().startsWith("-")) {
            throw new IllegalArgumentException(
                    "--install-rule needs a chain first, for example 'INPUT -p tcp --dport 80', got '" + spec + "'");
        }
        if (words.contains("-j") || words.contains("--jump") || words.contains("-g") || words.contains("--goto")) {
            throw new IllegalArgumentException(
                    "--install-rule sets the target itself: leave -j and -g out of '" + spec + "'");
        }
        QueuedTraffic traffic = QueuedTraffic.of(words);
        List<QueueRule> rules = traffic.specs().stream()
                .map(each -> QueueRule.of(each, queues, nfq))
                .toList();
        return new QueueRules(rules, traffic.bothSides());
    }

    /// Whether the rules take both directions of each connection, as far as can be told from their words.
    public boolean seesBothSides() {
        return bothSides;
    }

    /// Inserts the rules at the heads of their chains.
    ///
    /// @throws IOException with words for a person if iptables refuses or is missing; nothing is left behind then
    public void install() throws IOException {
        for (QueueRule rule : rules) {
            try {
                rule.install();
            } catch (IOException e) {
                close();
                throw e;
            }
        }
    }

    /// Takes the rules out again, as many as can be. Idempotent.
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (QueueRule rule : rules) {
            try {
                rule.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// The rules as iptables commands have them, without the tool's name, one a line.
    @Override
    public String toString() {
        return String.join("\n", rules.stream().map(QueueRule::toString).toList());
    }
}
