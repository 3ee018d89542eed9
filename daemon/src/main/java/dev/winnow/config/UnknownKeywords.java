package dev.winnow.config;

/// What happens to a rule with a keyword that winnow knows and cannot evaluate.
public enum UnknownKeywords {
    /// The rule is not loaded.
    REFUSE,
    /// The rule is loaded without that condition, and only alerts.
    ALERT
}
