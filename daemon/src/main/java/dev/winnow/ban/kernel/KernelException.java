package dev.winnow.ban.kernel;

/// The kernel's sets cannot be made, changed or read, in words for a person.
public final class KernelException extends Exception {
    private static final long serialVersionUID = 1;

    KernelException(String message) {
        super(message);
    }

    KernelException(String message, Throwable cause) {
        super(message, cause);
    }
}
