package dev.winnow.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.AttackMonitor;
import dev.winnow.attack.AttackSettings;
import dev.winnow.attack.AttackWatch;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.attack.Thresholds;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.pcap.PcapReader;
import dev.winnow.bindings.pcap.PcapSource;
import dev.winnow.config.EvidenceConfig;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceWriterTest {
    private static final int PACKET_LENGTH = 100;
    private static final int PACKETS = 3;
    private static final ResolvedRule SCAN = Events.rule(Action.DROP, 7, "a scan");

    @TempDir
    Path folder;

    private final EventRing ring = new EventRing(1 << 12, 15, PACKET_LENGTH, () -> false);
    private int lost;

    private EveWriter writer(long fileBytes, int files) throws IOException {
        EvidenceConfig config = new EvidenceConfig(true, folder, fileBytes, files, PACKETS, PACKET_LENGTH);
        return new EveWriter(
                folder.resolve("eve.json"),
                List.of(ring),
                new LaneCounters(),
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.of(new EvidenceWriter(folder, config, packets -> lost += (int) packets)));
    }

    private void publish(String source, String payload, long verdictWord, ResolvedRule... alerts) {
        PacketView view = Events.view(
                LinkType.RAW,
                PacketBuilder.raw()
                        .ipv4(source, "198.18.0.2")
                        .tcp(1, 80)
                        .flags(TcpFlags.ACK)
                        .payload(payload.getBytes(StandardCharsets.US_ASCII)));
        EventRecord record = ring.claim();
        record.capture(view, null, Events.CAPTURE, 1, verdictWord);
        for (ResolvedRule alert : alerts) {
            record.alerts().add(alert, false);
        }
        ring.publish(record);
    }

    private void publishDrop(String source, String payload) {
        publish(source, payload, VerdictWord.drop(Reason.RULE), SCAN);
    }

    private record Kept(long timestampNs, int wireLength, String bytes) {}

    private List<Kept> kept(String file) throws IOException {
        List<Kept> packets = new ArrayList<>();
        try (PcapReader reader = PcapReader.open(folder.resolve(file).toString())) {
            while (reader.next() == PcapSource.Status.PACKET) {
                byte[] bytes = NativeMemory.everything()
                        .asSlice(reader.dataAddress(), reader.capturedLength())
                        .toArray(JAVA_BYTE);
                packets.add(new Kept(
                        reader.timestampNs(), reader.wireLength(), new String(bytes, StandardCharsets.ISO_8859_1)));
            }
            assertThat(reader.errorText()).isEmpty();
        }
        return packets;
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldKeepThePacketAndWhy() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            publishDrop("198.18.0.1", "hello");
        }

        assertThat(kept("evidence.pcapng")).singleElement().satisfies(packet -> {
            assertThat(packet.timestampNs).isEqualTo(Events.TIMESTAMP_NS);
            assertThat(packet.wireLength).isEqualTo(45);
            assertThat(packet.bytes).startsWith("E").endsWith("hello");
        });
        assertThat(text("evidence.pcapng")).contains("a scan (sid 7), dropped");
    }

    @Test
    void shouldKeepThePacketWithWhichAnAttackBegan() throws IOException {
        Thresholds low = new Thresholds(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        try (Arena arena = Arena.ofConfined();
                EveWriter _ = writer(1 << 20, 2)) {
            AttackWatch watch = new AttackMonitor(
                            arena, new AttackSettings(1_000, 1L << 30, low, PortSet.ofRange(80, 80), 1))
                    .newWatch(new AttackListener() {
                        @Override
                        public void attack(Incident incident, Moment moment, long nowNs) {
                            EventRecord event = ring.claim();
                            event.capture(incident, moment, Events.CAPTURE, 1, nowNs);
                            ring.publish(event);
                        }
                    });
            for (int i = 1; i <= 5; i++) {
                PacketBuilder syn = PacketBuilder.raw()
                        .ipv4("198.18.0." + i, "198.18.0.250")
                        .tcp(i, 80)
                        .flags(TcpFlags.SYN)
                        .payload("number " + i);
                watch.observe(Events.view(LinkType.RAW, syn), null);
            }
            watch.endAll();
        }

        assertThat(kept("evidence.pcapng"))
                .singleElement()
                .satisfies(packet -> assertThat(packet.bytes).endsWith("number 3"));
        assertThat(text("evidence.pcapng")).contains("syn_flood");
    }

    @Test
    void shouldKeepTheBeginningOfALongPacket() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            publishDrop("198.18.0.1", "x".repeat(500));
        }

        assertThat(kept("evidence.pcapng")).singleElement().satisfies(packet -> {
            assertThat(packet.bytes).hasSize(PACKET_LENGTH);
            assertThat(packet.wireLength).isEqualTo(540);
        });
    }

    @Test
    void shouldKeepOnlyTheFirstPacketsOfAnOffence() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            for (int i = 0; i < 10; i++) {
                publishDrop("198.18.0.1", "first " + i);
                publishDrop("198.18.0.3", "second " + i);
                publish("198.18.0.1", "other " + i, VerdictWord.drop(Reason.MALFORMED));
            }
        }

        assertThat(kept("evidence.pcapng")).hasSize(3 * PACKETS);
        assertThat(text("evidence.pcapng"))
                .contains("malformed, dropped")
                .contains("second 2")
                .doesNotContain("first 3");
    }

    @Test
    void shouldKeepRoomForOthersWhenAFloodHasManySources() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            for (int i = 0; i < 1_000; i++) {
                publishDrop("198.18." + (1 + i / 250) + "." + i % 250, "flood");
            }
            publish("198.18.0.1", "rare", VerdictWord.ACCEPT, Events.rule(Action.ALERT, 8, "something rare"));
        }

        assertThat(kept("evidence.pcapng")).hasSize(121);
        assertThat(text("evidence.pcapng")).contains("something rare (sid 8)");
    }

    @Test
    void shouldForgetTheOldestFileWhenAllAreFull() throws IOException {
        try (EveWriter _ = writer(1_000, 3)) {
            for (int i = 0; i < 40; i++) {
                publishDrop("198.18.1." + i, "packet " + i + ".");
            }
        }

        assertThat(folder.resolve("evidence.3.pcapng")).doesNotExist();
        List<Kept> all = new ArrayList<>(kept("evidence.2.pcapng"));
        all.addAll(kept("evidence.1.pcapng"));
        all.addAll(kept("evidence.pcapng"));
        assertThat(all.getLast().bytes).endsWith("packet 39.");
        assertThat(all.size()).isBetween(10, 25);
        for (String file : List.of("evidence.pcapng", "evidence.1.pcapng", "evidence.2.pcapng")) {
            assertThat(Files.size(folder.resolve(file))).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void shouldRefuseAFolderThatIsBeingWrittenTo() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            assertThatThrownBy(() -> writer(1 << 20, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another winnow");
        }
    }

    @Test
    void shouldGoOnBehindTheLastWholeBlockOfAnEarlierRun() throws IOException {
        try (EveWriter _ = writer(1 << 20, 2)) {
            publishDrop("198.18.0.1", "before");
        }
        Path file = folder.resolve("evidence.pcapng");
        Files.write(file, new byte[] {6, 0, 0, 0, 100, 0, 0, 0, 1, 2, 3}, StandardOpenOption.APPEND);

        try (EveWriter _ = writer(1 << 20, 2)) {
            publishDrop("198.18.0.1", "after");
        }

        assertThat(kept("evidence.pcapng"))
                .extracting(Kept::bytes)
                .satisfiesExactly(
                        packet -> assertThat(packet).endsWith("before"),
                        packet -> assertThat(packet).endsWith("after"));
        assertThat(lost).isZero();
    }
}
