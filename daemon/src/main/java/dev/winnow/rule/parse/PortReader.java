package dev.winnow.rule.parse;

import dev.winnow.rule.syntax.PortExpression;
import java.util.List;

/// Reads ports: single ones, `low:high`, `low:`, `:high`, and lists of these.
final class PortReader extends ListReader<PortExpression> {
    private static final int MAX_PORT = 0xFFFF;
    private static final PortReader INSTANCE = new PortReader();

    private PortReader() {
        super("a port");
    }

    static PortExpression read(Value text) throws Mistake {
        return INSTANCE.read(text, 0);
    }

    @Override
    PortExpression any() {
        return PortExpression.Any.INSTANCE;
    }

    @Override
    PortExpression variable(String name) {
        return new PortExpression.Variable(name);
    }

    @Override
    PortExpression not(PortExpression negated) {
        return new PortExpression.Not(negated);
    }

    @Override
    PortExpression group(List<PortExpression> members) {
        return new PortExpression.Group(members);
    }

    @Override
    PortExpression item(Value text) throws Mistake {
        int colon = text.indexOf(':');
        if (colon < 0) {
            int port = port(text);
            return new PortExpression.Range(port, port);
        }
        Value from = text.slice(0, colon).trim();
        Value to = text.drop(colon + 1).trim();
        if (from.isEmpty() && to.isEmpty()) {
            throw text.mistake("a range of ports needs at least one end");
        }
        int low = from.isEmpty() ? 0 : port(from);
        int high = to.isEmpty() ? MAX_PORT : port(to);
        if (low > high) {
            throw text.mistake("the range ends before it begins");
        }
        return new PortExpression.Range(low, high);
    }

    private static int port(Value text) throws Mistake {
        return text.integer("port", 0, MAX_PORT);
    }
}
