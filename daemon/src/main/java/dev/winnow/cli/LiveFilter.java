package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import dev.winnow.control.ControlException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the running filter says, for a report: that it runs, and what is not well with it now.
///
/// @param running whether there is one that answers
/// @param reasons what is not well, in words for a person
record LiveFilter(boolean running, List<String> reasons) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    LiveFilter {
        reasons = List.copyOf(reasons);
    }

    /// Nobody was asked.
    static LiveFilter unasked() {
        return new LiveFilter(false, List.of());
    }

    /// Has the filter write down what it has to tell, and asks how it is.
    static LiveFilter ask(Path control) {
        try (ControlClient client = ControlClient.connect(control)) {
            flush(client);
            return new LiveFilter(true, reasons(client));
        } catch (ControlClient.NotRunningException | IOException _) {
            return unasked();
        }
    }

    /// Where it cannot now, what it wrote down by itself is ten seconds old at most.
    private static void flush(ControlClient client) throws IOException {
        try {
            client.ask(HistoryPoint.FLUSH, JsonNodeFactory.instance.objectNode(), PATIENCE);
        } catch (ControlException _) {
            // Something else that takes long is under way, or it is stopping.
        }
    }

    private static List<String> reasons(ControlClient client) {
        List<String> reasons = new ArrayList<>();
        try {
            JsonNode status = client.ask("status", JsonNodeFactory.instance.objectNode(), PATIENCE);
            status.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        } catch (ControlException | IOException e) {
            reasons.add("the running filter does not answer: " + e.getMessage());
        }
        return reasons;
    }
}
