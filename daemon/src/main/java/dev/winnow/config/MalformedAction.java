package dev.winnow.config;

/// What happens to a packet whose bytes are cut short or contradict themselves.
public enum MalformedAction {
    ACCEPT,
    DROP
}
