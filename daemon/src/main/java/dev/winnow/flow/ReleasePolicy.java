package dev.winnow.flow;

/// When the bytes of a TCP stream are handed on.
public enum ReleasePolicy {
    /// As soon as they are in order. What came first stays, whatever the target would have made of it: these bytes
    /// are on their way to the receiver already.
    ON_ARRIVAL,
    /// When the receiver has acknowledged them, or its flow ends; until then the target's policy decides about bytes
    /// that came twice.
    ON_ACK
}
