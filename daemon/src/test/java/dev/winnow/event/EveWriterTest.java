package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveWriterTest {
    private static final PacketView PACKET = Events.view(
            LinkType.RAW, PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").udp(1, 80));

    @TempDir
    private Path directory;

    private final EventRing ring = new EventRing(1024, 15, () -> false);
    private final LaneCounters counters = new LaneCounters();

    private EveWriter writer(Path file) throws IOException {
        return new EveWriter(file, List.of(ring), counters, ZoneOffset.UTC, Optional.empty(), Optional.empty());
    }

    private void publish(long verdictWord, ResolvedRule... alerts) {
        publish(Events.CAPTURE, verdictWord, alerts);
    }

    private void publish(EventOrigin origin, long verdictWord, ResolvedRule... alerts) {
        EventRecord record = ring.claim();
        record.capture(PACKET, null, origin, 1, verdictWord);
        for (ResolvedRule alert : alerts) {
            record.alerts().add(alert, false);
        }
        ring.publish(record);
    }

    private void publishAlert(String message) {
        publish(VerdictWord.ACCEPT, Events.rule(Action.ALERT, 1, message));
    }

    private long count(LaneCounter counter) {
        return CounterSnapshot.of(List.of(counters)).get(counter);
    }

    private static List<String> signatures(Path file) throws IOException {
        List<String> signatures = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode event = new ObjectMapper().readTree(line);
            signatures.add(event.get("event_type").asText() + " "
                    + event.path("alert").path("signature").asText());
        }
        return signatures;
    }

    @Test
    void shouldWriteALineForEachAlertAndOneForTheDrop() throws IOException {
        Path file = directory.resolve("eve.json");
        try (EveWriter writer = writer(file)) {
            publish(
                    VerdictWord.drop(Reason.RULE),
                    Events.rule(Action.ALERT, 1, "first"),
                    Events.rule(Action.DROP, 2, "second"));
            publishAlert("third");
            assertThat(writer.doWork()).isEqualTo(2);
        }

        assertThat(signatures(file)).containsExactly("alert first", "alert second", "drop ", "alert third");
        assertThat(Files.readString(file)).endsWith("}\n").doesNotContain("\n ");
    }

    @Test
    void shouldFlushWhenIdleAndThenRest() throws IOException {
        Path file = directory.resolve("eve.json");
        try (EveWriter writer = writer(file)) {
            publishAlert("a");
            writer.doWork();
            assertThat(file).isEmptyFile();

            assertThat(writer.doWork()).isEqualTo(1);
            assertThat(signatures(file)).containsExactly("alert a");
            assertThat(writer.doWork()).isZero();
        }
    }

    @Test
    void shouldGoOnInANewFileAfterRotation() throws IOException {
        Path file = directory.resolve("eve.json");
        Path rotated = directory.resolve("eve.json.1");
        try (EveWriter writer = writer(file)) {
            publishAlert("before");
            writer.doWork();
            Files.move(file, rotated);
            writer.requestReopen();
            writer.doWork();
            publishAlert("after");
        }

        assertThat(signatures(rotated)).containsExactly("alert before");
        assertThat(signatures(file)).containsExactly("alert after");
    }

    @Test
    void shouldAppendToWhatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("eve.json"), "{\"event_type\":\"old\"}\n");
        try (EveWriter _ = writer(file)) {
            publishAlert("new");
        }

        assertThat(signatures(file)).containsExactly("old ", "alert new");
    }

    @Test
    void shouldCountEventsThatAFullDiskRefuses() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no /dev/full here");
        try (EveWriter writer = writer(full)) {
            for (int i = 0; i < 500; i++) {
                publishAlert("lost");
            }
            while (writer.doWork() > 0) {
                // Until all is refused.
            }
        }

        assertThat(count(LaneCounter.EVENTS_LOST)).isEqualTo(500);
    }

    @Test
    void shouldWriteMoreThanItsBufferHolds() throws IOException {
        Path file = directory.resolve("eve.json");
        try (EveWriter _ = writer(file)) {
            for (int i = 0; i < 1000; i++) {
                publishAlert("x".repeat(400));
            }
        }

        assertThat(signatures(file)).hasSize(1000).allMatch(line -> line.equals("alert " + "x".repeat(400)));
        assertThat(count(LaneCounter.EVENTS_LOST)).isZero();
    }

    @Test
    void shouldLoseOnlyTheEventThatCannotBeWritten() throws IOException {
        Path file = directory.resolve("eve.json");
        try (EveWriter _ = writer(file)) {
            publishAlert("before");
            publish(
                    new EventOrigin.Live(_ -> {
                        throw new IllegalStateException("fault");
                    }),
                    VerdictWord.drop(Reason.BAN));
            publishAlert("y".repeat(100_000));
            publishAlert("after");
        }

        assertThat(signatures(file)).containsExactly("alert before", "alert after");
        assertThat(count(LaneCounter.EVENTS_LOST)).isEqualTo(2);
        assertThat(count(LaneCounter.ERRORS)).isEqualTo(1);
    }

    @Test
    void shouldSayWhichFileCannotBeOpened() {
        Path file = directory.resolve("no").resolve("eve.json");

        assertThatThrownBy(() -> writer(file)).isInstanceOf(IOException.class).hasMessageContaining(file.toString());
    }
}
