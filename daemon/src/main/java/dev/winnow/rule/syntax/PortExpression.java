package dev.winnow.rule.syntax;

import java.util.List;

/// Ports as written in a rule's header or in a variable.
public sealed interface PortExpression {
    enum Any implements PortExpression {
        INSTANCE
    }

    /// One port, or all from `low` to `high`, both included.
    record Range(int low, int high) implements PortExpression {
        public Range {
            if (low < 0 || low > high || high > 0xFFFF) {
                throw new IllegalArgumentException("ports " + low + ".." + high);
            }
        }
    }

    /// `$NAME`.
    record Variable(String name) implements PortExpression {}

    /// `!…`.
    record Not(PortExpression negated) implements PortExpression {}

    /// `[…,…]`: the union of what is not negated, minus what is.
    record Group(List<PortExpression> members) implements PortExpression {
        public Group {
            members = List.copyOf(members);
        }
    }
}
