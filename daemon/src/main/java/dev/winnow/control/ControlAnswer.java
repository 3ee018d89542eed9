package dev.winnow.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/// The line that answers a request.
final class ControlAnswer {
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private ControlAnswer() {}

    /// The answer to a request that was done, as bytes with their newline; one that is too long says so
    /// instead.
    ///
    /// @param id the request's, or missing
    static byte[] done(JsonNode id, JsonNode result) {
        ObjectNode answer = begin(id, true);
        answer.set("result", result);
        byte[] line = line(answer);
        return line.length <= ControlServer.MAX_ANSWER_BYTES
                ? line
                : failed(id, new ControlException(ControlException.TOO_LONG, "the answer is too long: ask for less"));
    }

    /// The answer to a request that was not done.
    ///
    /// @param id the request's, or missing
    static byte[] failed(JsonNode id, ControlException failure) {
        ObjectNode answer = begin(id, false);
        ObjectNode error = answer.putObject("error").put("code", failure.code()).put("message", failure.getMessage());
        if (!failure.details().isMissingNode()) {
            error.set("details", failure.details());
        }
        return line(answer);
    }

    private static ObjectNode begin(JsonNode id, boolean ok) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("version", ControlRequest.VERSION);
        if (!id.isMissingNode()) {
            answer.set("id", id);
        }
        return answer.put("ok", ok);
    }

    private static byte[] line(ObjectNode answer) {
        byte[] json;
        try {
            json = WRITER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
