package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `winnow replay` over one capture, and what it tells.
final class ReplayCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayCall() {}

    /// Replays `capture`, which must work.
    ///
    /// @param folder for the rules and the events
    /// @return the events in their order
    static List<JsonNode> events(Path folder, String rules, RawCapture capture, String... options) throws IOException {
        Path eve = folder.resolve("eve.json");
        Files.deleteIfExists(eve);
        List<String> call = new ArrayList<>(List.of("replay", "--set", "detect.sgh-mpm-caching=no", "--rules"));
        call.add(Files.writeString(folder.resolve("x.rules"), rules).toString());
        call.addAll(List.of("--eve", eve.toString()));
        call.addAll(List.of(options));
        call.add(capture.write(folder.resolve("in.pcap")).toString());
        Call made = Call.of(call.toArray(String[]::new));
        assertThat(made.exitStatus()).as(made.err()).isZero();
        return events(eve);
    }

    /// The events of a file, in their order.
    static List<JsonNode> events(Path eve) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(eve)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }
}
