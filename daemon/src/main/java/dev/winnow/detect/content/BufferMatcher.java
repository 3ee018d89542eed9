package dev.winnow.detect.content;

/// All that one rule asks of one buffer. Made by [RuleMatchers]. Immutable, shared by all threads.
public final class BufferMatcher {
    private final Step[] chains;
    private final boolean needsBytes;

    BufferMatcher(Step[] chains, boolean needsBytes) {
        this.chains = chains;
        this.needsBytes = needsBytes;
    }

    /// Whether the buffer that `in` looks at fulfils everything. An empty payload fulfils no condition on its bytes,
    /// not even a negated one, as in Suricata; but a field that is there and empty does.
    public boolean matches(Inspection in) {
        if (needsBytes && in.length == 0) {
            return false;
        }
        in.begin();
        int mark = in.captures.mark();
        boolean holds = in.allHold(chains);
        if (!holds) {
            in.captures.cut(mark);
        }
        return holds;
    }
}
