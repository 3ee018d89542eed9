package dev.winnow.detect.content;

import dev.winnow.bindings.pcre2.Regex;
import dev.winnow.detect.dataset.ByteSet;
import dev.winnow.detect.dataset.DigestList;
import dev.winnow.rule.option.Asn1;
import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.FileHash;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Pcre;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Turns the options of one buffer into chains that hold or fail independently of each other.
///
/// A chain begins at an option that finds something at an absolute place, and goes on with those that count from
/// there. A negated option at an absolute place moves nothing and is a chain of its own. Backtracking thus never
/// crosses from one chain into another, where it could not help. Where an option keeps a number for others that need
/// not count from it, all options are one chain, in the rule's order.
final class ChainBuilder {
    private final RuleMatchers rule;
    private final boolean inOneChain;
    private final List<List<UnaryOperator<Step>>> chains = new ArrayList<>();
    private List<UnaryOperator<Step>> current = new ArrayList<>();

    private ChainBuilder(RuleMatchers rule, boolean inOneChain) {
        this.rule = rule;
        this.inOneChain = inOneChain;
        chains.add(current);
    }

    /// @param options of one buffer, and of what is decoded from it, in the rule's order
    /// @throws IllegalArgumentException if one asks for what there is not
    static Step[] build(List<BufferOption> options, RuleMatchers rule) {
        List<BufferOption> own =
                options.stream().filter(option -> !isOfDecoded(option)).toList();
        List<BufferOption> decoded =
                options.stream().filter(ChainBuilder::isOfDecoded).toList();
        if (!decoded.isEmpty() && own.stream().noneMatch(Base64Decode.class::isInstance)) {
            throw new IllegalArgumentException("base64_data: nothing is decoded from the buffer that was selected");
        }
        boolean keepsNumbers = options.stream().anyMatch(Dependence::keepsNumber);
        ChainBuilder builder = new ChainBuilder(rule, keepsNumbers);
        return builder.steps(own, decoded);
    }

    private static boolean isOfDecoded(BufferOption option) {
        return option.buffer().field() == Field.BASE64_DATA;
    }

    private Step[] steps(List<BufferOption> options, List<BufferOption> decoded) {
        for (int i = 0; i < options.size(); i++) {
            add(options.get(i), step(options, i, decoded));
        }
        return chains.stream()
                .filter(chain -> !chain.isEmpty())
                .map(ChainBuilder::link)
                .toArray(Step[]::new);
    }

    private void add(BufferOption option, UnaryOperator<Step> step) {
        if (inOneChain || Dependence.isRelative(option)) {
            current.add(step);
        } else if (Dependence.moves(option)) {
            current = new ArrayList<>(List.of(step));
            chains.add(current);
        } else if (option instanceof Base64Decode || option instanceof Dataset) {
            // Behind what is there, because it is dear or changes something.
            chains.addLast(List.of(step));
        } else {
            // In front, because it is cheap or tells much.
            chains.addFirst(List.of(step));
        }
    }

    private static Step link(List<UnaryOperator<Step>> chain) {
        Step next = Step.End.INSTANCE;
        for (UnaryOperator<Step> step : chain.reversed()) {
            next = step.apply(next);
        }
        return next;
    }

    /// What makes the step of the option at `index`, given the next step.
    private UnaryOperator<Step> step(List<BufferOption> options, int index, List<BufferOption> decoded) {
        return switch (options.get(index)) {
            case Content content -> step(content, Dependence.isRetried(options, index));
            case Pcre pcre -> step(pcre);
            case IsDataAt dataAt -> step(dataAt);
            case BufferSize size -> next -> new LengthStep(size.length(), next);
            case ByteOption option -> new ByteSteps(rule.variables).of(option);
            case Base64Decode decode -> step(decode, decoded);
            case Asn1 asn1 -> next -> new Asn1Step(asn1, next);
            case Dataset dataset -> step(dataset);
            case DataReputation reputation -> step(reputation);
            case FileHash hash -> step(hash);
        };
    }

    private UnaryOperator<Step> step(Content content, boolean isRetried) {
        Target target = Target.of(content, rule.variables);
        return content.negated()
                ? next -> new AbsentStep(target, next)
                : next -> new ContentStep(target, isRetried, next);
    }

    private UnaryOperator<Step> step(Pcre pcre) {
        Regex regex = rule.regexes.get(pcre);
        int[] groups = pcre.captures().stream().mapToInt(Capture::group).toArray();
        int[] variables = pcre.captures().stream().mapToInt(rule::variable).toArray();
        return pcre.negated()
                ? next -> new NoRegexStep(regex, pcre.isRelative(), next)
                : next -> new RegexStep(regex, pcre.isRelative(), groups, variables, next);
    }

    private UnaryOperator<Step> step(IsDataAt dataAt) {
        Amount offset = rule.variables.amount(dataAt.offset());
        return next -> new DataAtStep(offset, dataAt.relative(), dataAt.negated(), next);
    }

    /// The data's options see the variables that were set before.
    private UnaryOperator<Step> step(Base64Decode decode, List<BufferOption> decoded) {
        Step[] data = new ChainBuilder(rule, inOneChain).steps(decoded, List.of());
        int maxCount = decode.bytes().orElse(Integer.MAX_VALUE);
        return next -> new Base64Step(decode.offset(), decode.relative(), maxCount, data, next);
    }

    private UnaryOperator<Step> step(Dataset dataset) {
        ByteSet set = rule.set(dataset);
        return next -> new DatasetStep(set, dataset.command(), next);
    }

    private UnaryOperator<Step> step(FileHash hash) {
        DigestList list = rule.list(hash);
        return next -> new FileHashStep(list, hash.negated(), next);
    }

    private UnaryOperator<Step> step(DataReputation reputation) {
        ByteSet set = rule.set(reputation);
        return next -> new ReputationStep(set, reputation.reputation(), next);
    }
}
