package dev.winnow.control;

import com.fasterxml.jackson.databind.JsonNode;

/// What a command does.
///
/// Threading: the control thread, where others wait meanwhile, so it must not take longer than some milliseconds; that
/// of [ControlCommand#slow] on a thread for such, one at a time.
@FunctionalInterface
public interface ControlHandler {
    /// Does what a request asks for.
    ///
    /// @param parameters the request's object; what is not there is a missing node
    /// @return the answer's `result`, at most [ControlServer#MAX_ANSWER_BYTES] as text
    /// @throws ControlException where it cannot be done; becomes the answer's `error`
    JsonNode handle(JsonNode parameters) throws ControlException;
}
