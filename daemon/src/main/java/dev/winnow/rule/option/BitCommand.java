package dev.winnow.rule.option;

import java.util.Locale;

/// What a rule does with a bit that has a name, or asks of it.
public enum BitCommand {
    SET,
    UNSET,
    /// Sets it if it is not set, unsets it if it is.
    TOGGLE,
    ISSET,
    ISNOTSET;

    /// The name as written in rules.
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True for what changes the bit, and so is done when the rule has matched.
    public boolean changes() {
        return this == SET || this == UNSET || this == TOGGLE;
    }
}
