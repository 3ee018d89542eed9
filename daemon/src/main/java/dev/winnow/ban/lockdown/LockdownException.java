package dev.winnow.ban.lockdown;

/// Something is not shut or not opened, for a reason that a person can read.
public final class LockdownException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message why
    public LockdownException(String message) {
        super(message);
    }
}
