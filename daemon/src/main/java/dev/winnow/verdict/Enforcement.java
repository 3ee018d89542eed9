package dev.winnow.verdict;

/// What becomes of a verdict, and so what events say of it.
public enum Enforcement {
    /// Drops take effect.
    ENFORCED,
    /// Every packet goes on, and events say what would have become of it.
    DRY_RUN,
    /// Nobody asked for verdicts: events say that the packet went on.
    WATCHING;

    /// Whether verdicts take effect.
    public boolean isEnforced() {
        return this == ENFORCED;
    }

    /// Whether a drop is worth an event.
    public boolean tellsDrops() {
        return this != WATCHING;
    }
}
