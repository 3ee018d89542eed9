package dev.winnow.rule.syntax;

import java.util.Locale;
import java.util.Optional;

/// What a rule that matches does with the packet.
public enum Action {
    /// Raise an alert, let the packet go on.
    ALERT,
    /// Let the packet go on and ask no further rules.
    PASS,
    DROP,
    /// Drop, and tell the sender: the same as [#REJECTSRC].
    REJECT,
    REJECTSRC,
    REJECTDST,
    REJECTBOTH;

    /// The action called `keyword` in rules.
    public static Optional<Action> of(String keyword) {
        for (Action action : values()) {
            if (action.keyword().equals(keyword)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /// The name as written in rules.
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True for every action that stops the packet.
    public boolean drops() {
        return this != ALERT && this != PASS;
    }

    /// True if the packet's sender is to be told.
    public boolean tellsSource() {
        return this == REJECT || this == REJECTSRC || this == REJECTBOTH;
    }

    /// True if the packet's receiver is to be told.
    public boolean tellsDestination() {
        return this == REJECTDST || this == REJECTBOTH;
    }
}
