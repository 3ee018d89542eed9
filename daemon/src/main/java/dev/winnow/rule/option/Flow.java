package dev.winnow.rule.option;

/// `flow`: the packet's direction in its connection, and the connection's state.
public record Flow(Direction direction, State state, Scope stream, Scope fragments) implements RuleOption {
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
