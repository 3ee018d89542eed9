package dev.winnow.config;

/// A value that is not of its key's type. Whoever knows the place turns it into a [ConfigProblem].
final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    BadValueException(String message) {
        super(message);
    }
}
