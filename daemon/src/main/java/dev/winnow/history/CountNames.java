package dev.winnow.history;

/// The names of what is counted by the minute.
public final class CountNames {
    public static final String RECEIVED = "received";
    public static final String ACCEPTED = "accepted";
    public static final String ALERTS = "alerts";
    public static final String MALFORMED = "malformed";
    public static final String REJECTS = "rejects_sent";
    /// Events that could not be written, or evidence.
    public static final String EVENTS_LOST = "events_lost";
    /// Faults of winnow's own.
    public static final String ERRORS = "errors";
    /// What the kernel dropped because nobody took it in time.
    public static final String KERNEL_DROPPED = "kernel_dropped";
    /// Attacks that were not followed, because there were too many.
    public static final String SUSPICIONS_LOST = "suspicions_lost";

    /// Before the name of a reason.
    public static final String DROPPED = "dropped.";

    private CountNames() {}
}
