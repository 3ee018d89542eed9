package dev.winnow.flow;

/// Which way a packet goes in its flow.
public enum Direction {
    /// From the side that opened the connection.
    TO_SERVER,
    /// From the side that was called.
    TO_CLIENT;

    /// The other way.
    public Direction opposite() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }
}
