package dev.winnow.detect.content;

import dev.winnow.detect.dataset.Datasets;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import java.util.List;

/// All that one rule asks of one buffer. Immutable, shared by all threads.
public final class BufferMatcher {
    private final Step[] chains;
    private final boolean needsBytes;

    private BufferMatcher(Step[] chains, boolean needsBytes) {
        this.chains = chains;
        this.needsBytes = needsBytes;
    }

    /// @param options of one buffer, and of [dev.winnow.rule.option.Field#BASE64_DATA] that is decoded from it, in
    ///     the rule's order
    /// @throws IllegalArgumentException if an option asks for what there is not; the message says what
    public static BufferMatcher of(List<BufferOption> options, RegexPool regexes, Datasets datasets) {
        boolean needsBytes = options.stream().anyMatch(BufferMatcher::needsBytes);
        return new BufferMatcher(ChainBuilder.build(options, regexes, datasets), needsBytes);
    }

    /// As with datasets, of which there are none.
    public static BufferMatcher of(List<BufferOption> options, RegexPool regexes) {
        return of(options, regexes, Datasets.NONE);
    }

    private static boolean needsBytes(BufferOption option) {
        return !(option instanceof BufferSize) && option.buffer().equals(Buffer.PAYLOAD);
    }

    /// Whether the buffer that `in` looks at fulfils everything. An empty payload fulfils no condition on its bytes,
    /// not even a negated one, as in Suricata; but a field that is there and empty does.
    public boolean matches(Inspection in) {
        if (needsBytes && in.length == 0) {
            return false;
        }
        in.begin();
        return in.allHold(chains);
    }
}
