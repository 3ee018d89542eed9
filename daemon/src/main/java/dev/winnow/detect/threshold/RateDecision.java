package dev.winnow.detect.threshold;

/// What a rate limit says about one match of its rule.
public enum RateDecision {
    /// As if the rule had not matched: no action, no alert.
    NO_MATCH,
    /// The rule's action holds, unless it is `pass`, but nothing is told.
    SILENT,
    /// The rule's action holds, and it may alert.
    MATCH,
    /// Another action holds than the rule's, and the rule may alert.
    NEW_ACTION
}
