package dev.winnow.lane;

/// A lane cannot be set up or go on. The message is for the operator: what is wrong, and what to do.
public final class LaneException extends Exception {
    private static final long serialVersionUID = 1L;

    LaneException(String message) {
        super(message);
    }

    LaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
