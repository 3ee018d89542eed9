package dev.winnow.history;

/// What is remembered cannot be read or written, in words for a person.
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
