package dev.winnow.rule.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `flow`: the packet's direction in its connection, and the connection's state.
public record Flow(Direction direction, State state, Scope stream, Scope fragments) implements RuleOption {
    /// Whether it asks for nothing but the packet's direction.
    public boolean asksOnlyDirection() {
        return state == State.ANY && stream == Scope.ANY && fragments == Scope.ANY;
    }

    /// The same of packets in this direction.
    public Flow towards(Direction other) {
        return new Flow(other, state, stream, fragments);
    }

    @Override
    public void writeTo(OptionWriter out) {
        List<String> words = new ArrayList<>();
        if (direction != Direction.ANY) {
            words.add(direction.name());
        }
        if (state != State.ANY) {
            words.add(state.name());
        }
        addScope(stream, "STREAM", words);
        addScope(fragments, "FRAG", words);
        out.option("flow", String.join(",", words).toLowerCase(Locale.ROOT));
    }

    private static void addScope(Scope scope, String thing, List<String> words) {
        switch (scope) {
            case ANY -> {}
            case ONLY -> words.add("ONLY_" + thing);
            case NONE -> words.add("NO_" + thing);
        }
    }

    /// Who sent the packet.
    public enum Direction {
        ANY,
        /// From the side that opened the connection. `from_client` is another word for it.
        TO_SERVER,
        /// From the side that was called. `from_server` is another word for it.
        TO_CLIENT
    }

    /// How far the connection has come.
    public enum State {
        ANY,
        /// After the handshake; for protocols without one, after packets in both directions.
        ESTABLISHED,
        NOT_ESTABLISHED,
        /// `stateless`: written to say that the state does not matter.
        STATELESS
    }

    /// Whether the rule is for packets as they came (`no_stream`, `no_frag`), or as they were put together
    /// (`only_stream`, `only_frag`).
    public enum Scope {
        ANY,
        ONLY,
        NONE
    }
}
