package dev.winnow.detect.content;

import dev.winnow.detect.dataset.ByteSet;
import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.dataset.DigestList;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.FileHash;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/// Makes the matchers of one rule's buffers. They share the rule's variables: what is left in one by a buffer can be
/// used in those that are made, and looked into, after it. Load time, one thread.
public final class RuleMatchers {
    final RegexPool regexes;
    final Variables variables = new Variables();
    private final Datasets datasets;
    private final Path directory;
    private final ToIntFunction<Capture> numbers;

    /// @param directory of the rule's file
    /// @param numbers of the variables that captured groups are kept in, one series for each owner
    public RuleMatchers(RegexPool regexes, Datasets datasets, Path directory, ToIntFunction<Capture> numbers) {
        this.numbers = numbers;
        this.regexes = regexes;
        this.datasets = datasets;
        this.directory = directory;
    }

    /// @param options of one buffer, and of [dev.winnow.rule.option.Field#BASE64_DATA] that is decoded from it, in
    ///     the rule's order
    /// @throws IllegalArgumentException if an option asks for what there is not; the message says what
    public BufferMatcher of(List<BufferOption> options) {
        boolean needsBytes = options.stream().anyMatch(RuleMatchers::needsBytes);
        return new BufferMatcher(ChainBuilder.build(options, this), needsBytes);
    }

    private static boolean needsBytes(BufferOption option) {
        return !(option instanceof BufferSize) && option.buffer().equals(Buffer.PAYLOAD);
    }

    /// Where a captured group goes, see [Captures].
    int variable(Capture capture) {
        int id = numbers.applyAsInt(capture);
        return capture.owner() == Capture.Owner.FLOW ? id : Captures.ofPacket(id);
    }

    ByteSet set(Dataset option) {
        return datasets.get(option, directory);
    }

    DigestList list(FileHash option) {
        return DigestList.read(directory.resolve(option.list()), option.buffer().field());
    }

    ByteSet set(DataReputation option) {
        return datasets.get(option, directory);
    }
}
