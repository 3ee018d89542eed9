package dev.winnow.detect.content;

import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Operand.Constant;
import dev.winnow.rule.option.Operand.Variable;
import dev.winnow.rule.option.OptionWriter;
import dev.winnow.rule.option.Pcre;
import java.util.ArrayList;
import java.util.List;

/// Turns the options of one buffer into chains that hold or fail independently of each other.
///
/// A chain begins at an option that finds something at an absolute place, and goes on with those that count from
/// there. A negated option at an absolute place moves nothing and is a chain of its own. Backtracking thus never
/// crosses from one chain into another, where it could not help.
final class ChainBuilder {
    private final RegexPool regexes;
    private final List<List<Link>> chains = new ArrayList<>();
    private List<Link> current = new ArrayList<>();

    /// @param retries whether another place of the option may help where the first did not
    private record Link(BufferOption option, boolean retries) {}

    private ChainBuilder(RegexPool regexes) {
        this.regexes = regexes;
        chains.add(current);
    }

    /// @param options of one buffer, in the rule's order
    static Step[] build(List<BufferOption> options, RegexPool regexes) {
        ChainBuilder builder = new ChainBuilder(regexes);
        for (int i = 0; i < options.size(); i++) {
            builder.add(new Link(options.get(i), Dependence.isRetried(options, i)));
        }
        return builder.chains.stream()
                .filter(chain -> !chain.isEmpty())
                .map(builder::link)
                .toArray(Step[]::new);
    }

    private void add(Link link) {
        if (Dependence.isRelative(link.option)) {
            current.add(link);
        } else if (finds(link.option)) {
            current = new ArrayList<>(List.of(link));
            chains.add(current);
        } else {
            // In front, because it is cheap or tells much.
            chains.addFirst(List.of(link));
        }
    }

    private static boolean finds(BufferOption option) {
        return switch (option) {
            case Content content -> !content.negated();
            case Pcre pcre -> !pcre.negated();
            case IsDataAt _, BufferSize _, ByteOption _, Base64Decode _, Dataset _, DataReputation _ -> false;
        };
    }

    private Step link(List<Link> chain) {
        Step next = Step.End.INSTANCE;
        for (Link link : chain.reversed()) {
            next = step(link, next);
        }
        return next;
    }

    private Step step(Link link, Step next) {
        return switch (link.option) {
            case Content content when content.negated() -> new AbsentStep(Target.of(content), next);
            case Content content -> new ContentStep(Target.of(content), link.retries, next);
            case Pcre pcre when pcre.negated() -> new NoRegexStep(regexes.get(pcre), pcre.isRelative(), next);
            case Pcre pcre -> new RegexStep(regexes.get(pcre), pcre.isRelative(), next);
            case IsDataAt dataAt -> new DataAtStep(fixed(dataAt.offset()), dataAt.relative(), dataAt.negated(), next);
            case BufferSize size -> new LengthStep(size.length(), next);
            case ByteOption _, Base64Decode _, Dataset _, DataReputation _ -> throw unsupported(link.option);
        };
    }

    private static Operand fixed(dev.winnow.rule.option.Operand operand) {
        return switch (operand) {
            case Constant(long value) -> Operand.of(value);
            case Variable(String name) ->
                throw new IllegalArgumentException("variable `" + name + "` is not supported yet");
        };
    }

    private static IllegalArgumentException unsupported(BufferOption option) {
        OptionWriter written = new OptionWriter().select(option.buffer());
        option.writeTo(written);
        return new IllegalArgumentException("`" + written + "` is not supported yet");
    }
}
