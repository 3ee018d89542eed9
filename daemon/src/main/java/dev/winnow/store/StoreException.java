package dev.winnow.store;

/// A database cannot be opened, in words for a person.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
