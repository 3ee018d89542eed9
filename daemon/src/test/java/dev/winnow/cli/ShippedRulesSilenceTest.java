package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules that come with winnow, over captures of ordinary traffic of all kinds: whoever is dropped there is
/// a visitor who was wronged.
final class ShippedRulesSilenceTest {
    private static final Path RULES = Path.of("src/main/dist/rules");
    private static final Path CAPTURES = Path.of("..", "..", "shared", "differential", "pcaps");

    /// A capture that shows how an exploit is hidden in a SYN: it asks for `/index.php?page=../../../etc/passwd`.
    private static final String EXPLOIT = "zeek__tcp-fast-open.pcap: 9100110";

    @TempDir
    Path folder;

    @Test
    void shouldSpeakOfNothingInOrdinaryTraffic() throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no captures of ordinary traffic in ../shared/differential/pcaps");
        Path events = folder.resolve("eve.json");
        List<String> arguments = new ArrayList<>(List.of("replay", "--checksums=ignore", "--eve", events.toString()));
        files(RULES).forEach(file -> arguments.addAll(List.of("--rules", file)));
        arguments.addAll(files(CAPTURES));

        Call call = Call.of(arguments.toArray(String[]::new));

        assertThat(call.exitStatus()).as(call.err()).isZero();
        assertThat(alerts(events)).containsExactly(EXPLOIT);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Path::toString).toList();
        }
    }

    private static List<String> alerts(Path events) throws IOException {
        List<String> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(events)) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.path("event_type").asText().equals("alert")) {
                Path capture = Path.of(event.path("pcap_filename").asText()).getFileName();
                alerts.add(capture + ": " + event.at("/alert/signature_id").asText());
            }
        }
        return alerts;
    }
}
