package dev.winnow.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// A request cannot be answered as it was meant: what the `error` of an answer says, on either side of the socket.
public final class ControlException extends Exception {
    /// The line is no request: no JSON, too long, or without what every request has.
    public static final String BAD_REQUEST = "bad-request";
    /// The request is of a version that is not spoken.
    public static final String BAD_VERSION = "bad-version";
    /// There is no such command.
    public static final String UNKNOWN_COMMAND = "unknown-command";
    /// A parameter is missing or makes no sense.
    public static final String BAD_PARAMETER = "bad-parameter";
    /// The one who asks may not change anything.
    public static final String NOT_ALLOWED = "not-allowed";
    /// Too many ask, or something is under way that has to end first.
    public static final String BUSY = "busy";
    /// The answer would be too long for one line.
    public static final String TOO_LONG = "too-long";
    /// What was asked for was tried and did not succeed.
    public static final String FAILED = "failed";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient JsonNode details;

    /// @param code    for programs: one of the constants, or a word of the command's own
    /// @param message for people: one sentence without a full stop, that says what to do
    public ControlException(String code, String message) {
        this(code, message, MissingNode.getInstance());
    }

    /// @param details what else there is to tell, for programs
    public ControlException(String code, String message, JsonNode details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    /// What else there is to tell; a missing node where there is nothing.
    public JsonNode details() {
        return details;
    }

    /// What kind of failure it is, for programs.
    public String code() {
        return code;
    }
}
