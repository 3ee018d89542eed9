package dev.winnow.rule.resolve;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.syntax.AddressExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns addresses as written into sets.
///
/// As in Suricata, "everything" is meant per family: `!10.0.0.0/8` is all of IPv4 but that network, and no IPv6, since
/// it says nothing of IPv6.
public final class AddressResolver extends GroupResolver<AddressExpression, AddressSet> {
    private static final AddressSet NONE = AddressSet.of(List.of());

    /// @param variables address groups by name without `$`
    public AddressResolver(Map<String, String> variables) {
        super(variables);
    }

    /// The addresses that `expression` stands for, of which there is at least one.
    public AddressSet addresses(AddressExpression expression) throws Unresolvable {
        return resolve(expression);
    }

    @Override
    AddressExpression read(String text) {
        return RuleReader.readAddresses(text);
    }

    @Override
    boolean isEmpty(AddressSet set) {
        return set.isEmpty();
    }

    @Override
    AddressSet evaluate(AddressExpression expression) throws Unresolvable {
        return switch (expression) {
            case AddressExpression.Any _ -> AddressSet.ANY;
            case AddressExpression.Range(IpRange range) -> AddressSet.of(List.of(range));
            case AddressExpression.Variable(String name) -> variable(name);
            case AddressExpression.Not not -> combine(List.of(not));
            case AddressExpression.Group(List<AddressExpression> members) -> combine(members);
        };
    }

    private AddressSet combine(List<AddressExpression> members) throws Unresolvable {
        List<IpRange> in = new ArrayList<>();
        List<IpRange> out = new ArrayList<>();
        for (AddressExpression member : members) {
            if (member instanceof AddressExpression.Not(AddressExpression negated)) {
                out.addAll(resolve(negated).ranges());
            } else {
                in.addAll(resolve(member).ranges());
            }
        }
        AddressSet excluded = out.isEmpty() ? NONE : AddressSet.of(out);
        addUniverse(4, in, excluded);
        addUniverse(6, in, excluded);
        AddressSet included = AddressSet.of(in);
        return excluded.isEmpty() ? included : included.minus(excluded);
    }

    private static void addUniverse(int version, List<IpRange> in, AddressSet excluded) {
        if (excluded.has(version) && in.stream().noneMatch(range -> range.version() == version)) {
            in.add(IpRange.all(version));
        }
    }
}
