package dev.winnow.rule.resolve;

import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.syntax.PortExpression;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Turns ports as written into sets.
public final class PortResolver extends GroupResolver<PortExpression, PortSet> {
    /// @param variables port groups by name without `$`
    public PortResolver(Map<String, String> variables) {
        super(variables);
    }

    /// The ports that `expression` stands for, of which there is at least one.
    public PortSet ports(PortExpression expression) throws Unresolvable {
        return resolve(expression);
    }

    @Override
    PortExpression read(String text) {
        return RuleReader.readPorts(text);
    }

    @Override
    boolean isEmpty(PortSet set) {
        return set.isEmpty();
    }

    @Override
    PortSet evaluate(PortExpression expression) throws Unresolvable {
        return switch (expression) {
            case PortExpression.Any _ -> PortSet.ANY;
            case PortExpression.Range(int low, int high) -> PortSet.ofRange(low, high);
            case PortExpression.Variable(String name) -> variable(name);
            case PortExpression.Not not -> combine(List.of(not));
            case PortExpression.Group(List<PortExpression> members) -> combine(members);
        };
    }

    private PortSet combine(List<PortExpression> members) throws Unresolvable {
        BitSet in = new BitSet();
        BitSet out = new BitSet();
        for (PortExpression member : members) {
            if (member instanceof PortExpression.Not(PortExpression negated)) {
                out.or(resolve(negated).toBitSet());
            } else {
                in.or(resolve(member).toBitSet());
            }
        }
        if (in.isEmpty()) {
            in = PortSet.ANY.toBitSet();
        }
        in.andNot(out);
        return PortSet.of(in);
    }
}
