package dev.winnow.detect.content;

import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.Position;
import java.util.ArrayList;
import java.util.List;

/// Turns the options of one buffer into chains that hold or fail independently of each other.
///
/// A chain begins at an option that finds something at an absolute place, and goes on with those that count from
/// there. A negated option at an absolute place moves nothing and is a chain of its own. Backtracking thus never
/// crosses from one chain into another, where it could not help.
final class ChainBuilder {
    private final RegexPool regexes;
    private final List<List<BufferOption>> chains = new ArrayList<>();
    private List<BufferOption> current = new ArrayList<>();

    private ChainBuilder(RegexPool regexes) {
        this.regexes = regexes;
        chains.add(current);
    }

    /// @param options of one buffer, in the rule's order
    static Step[] build(List<BufferOption> options, RegexPool regexes) {
        ChainBuilder builder = new ChainBuilder(regexes);
        options.forEach(builder::add);
        return builder.chains.stream()
                .filter(chain -> !chain.isEmpty())
                .map(builder::link)
                .toArray(Step[]::new);
    }

    private void add(BufferOption option) {
        if (isRelative(option)) {
            current.add(option);
        } else if (finds(option)) {
            current = new ArrayList<>(List.of(option));
            chains.add(current);
        } else {
            // In front, because it is cheap or tells much.
            chains.addFirst(List.of(option));
        }
    }

    private static boolean isRelative(BufferOption option) {
        return switch (option) {
            case Content content -> content.position().isRelative();
            case Pcre pcre -> pcre.isRelative();
            case IsDataAt dataAt -> dataAt.relative();
            case BufferSize _ -> false;
        };
    }

    private static boolean finds(BufferOption option) {
        return switch (option) {
            case Content content -> !content.negated();
            case Pcre pcre -> !pcre.negated();
            case IsDataAt _, BufferSize _ -> false;
        };
    }

    private Step link(List<BufferOption> chain) {
        Step next = Step.End.INSTANCE;
        for (int i = chain.size() - 1; i >= 0; i--) {
            boolean retries = i + 1 < chain.size() && dependsOnWhich(chain.get(i + 1));
            next = step(chain.get(i), retries, next);
        }
        return next;
    }

    /// Whether it matters to `option` which of several matches comes before it. A content that is bound only by
    /// `distance` finds after the first whatever it finds after a later one; and where it is negated, Suricata 7
    /// asks about the first only.
    private static boolean dependsOnWhich(BufferOption option) {
        return !(option instanceof Content content
                && content.position() instanceof Position.Relative relative
                && relative.within().isEmpty());
    }

    private Step step(BufferOption option, boolean retries, Step next) {
        return switch (option) {
            case Content content when content.negated() -> new AbsentStep(Target.of(content), next);
            case Content content -> new ContentStep(Target.of(content), retries, next);
            case Pcre pcre when pcre.negated() -> new NoRegexStep(regexes.get(pcre), pcre.isRelative(), next);
            case Pcre pcre -> new RegexStep(regexes.get(pcre), pcre.isRelative(), next);
            case IsDataAt dataAt -> new DataAtStep(dataAt.offset(), dataAt.relative(), dataAt.negated(), next);
            case BufferSize size -> new LengthStep(size.length(), next);
        };
    }
}
