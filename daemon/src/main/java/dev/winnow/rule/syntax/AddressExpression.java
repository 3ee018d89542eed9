package dev.winnow.rule.syntax;

import dev.winnow.rule.address.IpRange;
import java.util.List;

/// Addresses as written in a rule's header or in a variable.
public sealed interface AddressExpression {
    enum Any implements AddressExpression {
        INSTANCE
    }

    /// One address, a prefix, or a range, all as the addresses from first to last.
    record Range(IpRange range) implements AddressExpression {}

    /// `$NAME`.
    record Variable(String name) implements AddressExpression {}

    /// `!…`.
    record Not(AddressExpression negated) implements AddressExpression {}

    /// `[…,…]`: the union of what is not negated, minus what is.
    record Group(List<AddressExpression> members) implements AddressExpression {
        public Group {
            members = List.copyOf(members);
        }
    }
}
