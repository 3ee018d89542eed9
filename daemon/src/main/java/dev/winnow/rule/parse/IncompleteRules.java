package dev.winnow.rule.parse;

/// What becomes of a rule with keywords that are known and cannot be evaluated.
public enum IncompleteRules {
    /// It is left out.
    REFUSE,
    /// It is read without them, and its action is `alert` whatever is written: on half its conditions it must not drop,
    /// nor let anything pass.
    ALERT_ONLY
}
