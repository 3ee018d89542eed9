package dev.winnow.config;

/// Where floods, scans and exhaustion are looked for.
public enum AttackCounting {
    /// Everywhere; where verdicts take effect, what is due is done.
    YES,
    /// Nowhere.
    NO,
    /// Where verdicts take no effect, and attacks are only told.
    AUTO
}
