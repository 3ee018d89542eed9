package dev.winnow.rule.resolve;

import java.util.Optional;

/// Says why addresses or ports of a rule come to nothing. Carries no stack trace: it is an outcome, not a fault.
public final class Unresolvable extends Exception {
    private static final long serialVersionUID = 1;

    private final String variable;

    Unresolvable(String message) {
        this(message, null);
    }

    private Unresolvable(String message, String variable) {
        super(message, null, false, false);
        this.variable = variable;
    }

    /// The same, found while `$name` was resolved.
    Unresolvable within(String name) {
        return new Unresolvable(getMessage(), name);
    }

    /// The variable in the rule's header that is to blame, if one is.
    public Optional<String> variable() {
        return Optional.ofNullable(variable);
    }
}
