package dev.winnow.config;

/// Which TCP segments are dropped for what they are in their connection.
public enum InvalidSegments {
    /// None.
    NO,
    /// Those with which a receiver could read other bytes than those that were judged.
    AMBIGUOUS,
    /// These, and those that are none of their connection's, as in Suricata.
    YES
}
