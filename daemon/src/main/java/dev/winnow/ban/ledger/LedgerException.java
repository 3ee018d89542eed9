package dev.winnow.ban.ledger;

/// The ledger cannot be read or written, in words for a person.
public final class LedgerException extends Exception {
    private static final long serialVersionUID = 1;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
