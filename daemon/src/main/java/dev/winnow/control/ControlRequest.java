package dev.winnow.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/// One line of a client, read and not yet understood.
///
/// @param parameters the whole object
record ControlRequest(JsonNode parameters) {
    /// The version of requests and answers.
    static final int VERSION = 1;

    private static final int MAX_NESTING = 32;
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /// Reads the line that is the first `length` of `bytes`.
    ///
    /// @throws ControlException if it is no JSON object
    static ControlRequest read(byte[] bytes, int length) throws ControlException {
        JsonNode node;
        try {
            node = READER.readTree(bytes, 0, length);
        } catch (JsonProcessingException e) {
            throw bad("this is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw bad("this cannot be read: " + e.getMessage());
        }
        if (!node.isObject()) {
            throw bad("a request is a JSON object in one line");
        }
        return new ControlRequest(node);
    }

    /// What the answer repeats; missing where the request has no `id`, or one that is no number or text.
    JsonNode id() {
        JsonNode id = parameters.path("id");
        return id.isNumber() || id.isTextual() ? id : MissingNode.getInstance();
    }

    /// The command's name.
    ///
    /// @throws ControlException if the request is of another version, or names no command
    String command() throws ControlException {
        JsonNode version = parameters.path("version");
        if (!version.isInt() || version.intValue() != VERSION) {
            throw new ControlException(
                    ControlException.BAD_VERSION,
                    "this winnow speaks version " + VERSION + ": say \"version\":" + VERSION);
        }
        JsonNode command = parameters.path("command");
        if (!command.isTextual()) {
            throw bad("a request names its command: \"command\":\"status\"");
        }
        return command.textValue();
    }

    private static ControlException bad(String message) {
        return new ControlException(ControlException.BAD_REQUEST, message);
    }
}
