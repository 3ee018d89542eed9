package dev.winnow.attack;

import java.util.Locale;

/// When an attack is told of.
public enum Moment {
    START,
    /// At most once in ten seconds.
    ONGOING,
    END;

    /// The name in events.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
