package dev.winnow.detect.content;

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

    /// @param options of one buffer, in the rule's order
    /// @throws IllegalArgumentException if an expression is none
    public static BufferMatcher of(List<BufferOption> options, RegexPool regexes) {
        boolean needsBytes = options.stream().anyMatch(BufferMatcher::needsBytes);
        return new BufferMatcher(ChainBuilder.build(options, regexes), needsBytes);
    }

    private static boolean needsBytes(BufferOption option) {
        return !(option instanceof BufferSize) && option.buffer().transforms().isEmpty();
    }

    /// Whether the buffer that `in` looks at fulfils everything. An empty buffer fulfils no condition on its bytes,
    /// not even a negated one, as in Suricata; but one that transforms have emptied does.
    public boolean matches(Inspection in) {
        if (needsBytes && in.length == 0) {
            return false;
        }
        in.begin();
        for (Step chain : chains) {
            if (!chain.matches(in, 0)) {
                return false;
            }
        }
        return true;
    }
}
