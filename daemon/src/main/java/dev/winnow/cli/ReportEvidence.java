package dev.winnow.cli;

import dev.winnow.config.EvidenceConfig;
import dev.winnow.event.EvidencePacket;
import dev.winnow.event.EvidenceReader;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.report.EvidenceFile;
import dev.winnow.report.Period;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The evidence of a period: which files there are, and the packets of those who offended. Bounded: of one address some
/// packets are kept, and of all some thousand.
final class ReportEvidence {
    private static final int PACKETS_OF_ADDRESS = 64;
    private static final int MOST_PACKETS = 16_384;

    private final EvidenceConfig config;
    private final boolean keepsPackets;
    private final List<EvidenceFile> files = new ArrayList<>();
    private final Map<String, List<EvidencePacket>> packets = new HashMap<>();
    private final Set<String> offenders = new HashSet<>();
    private int kept;

    /// What was seen of one file.
    private static final class Count {
        private long packets;
        private long firstMs = Long.MAX_VALUE;
        private long lastMs = Long.MIN_VALUE;

        void add(long timeMs) {
            packets++;
            firstMs = Math.min(firstMs, timeMs);
            lastMs = Math.max(lastMs, timeMs);
        }
    }

    /// @param keepsPackets whether more is asked for than which files there are
    ReportEvidence(EvidenceConfig config, boolean keepsPackets) {
        this.config = config;
        this.keepsPackets = keepsPackets;
    }

    /// Those with packets of the period, by name.
    List<EvidenceFile> files() {
        return files;
    }

    /// Packets by the addresses of offenders that they are from or to, the oldest first.
    Map<String, List<EvidencePacket>> packets() {
        return packets;
    }

    /// Reads all files.
    ///
    /// @return what does not work, in words for a person
    Optional<String> read(Period period, List<AttackRow> attacks, List<OffenceRow> offences) {
        attacks.stream().filter(AttackRow::sender).map(AttackRow::subject).forEach(offenders::add);
        offences.stream().map(OffenceRow::source).forEach(offenders::add);
        if (!config.enabled()) {
            return Optional.of("no evidence is kept: evidence.enabled says no");
        }
        if (!Files.isDirectory(config.directory())) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(config.directory(), "evidence*.pcapng");
                EvidenceReader reader = new EvidenceReader()) {
            List<Path> ordered = new ArrayList<>();
            found.forEach(ordered::add);
            ordered.sort(null);
            for (Path file : ordered) {
                readFile(reader, file, period);
            }
            packets.values()
                    .forEach(list -> list.sort((one, other) -> Long.compare(one.timestampNs(), other.timestampNs())));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the evidence in " + config.directory() + " cannot be read: " + e.getMessage());
        }
    }

    private void readFile(EvidenceReader reader, Path file, Period period) throws IOException {
        Count count = new Count();
        reader.read(file, packet -> {
            long timeMs = TimeUnit.NANOSECONDS.toMillis(packet.timestampNs());
            if (timeMs >= period.sinceMs() && timeMs < period.untilMs()) {
                count.add(timeMs);
                keep(packet.source().toString(), packet);
                keep(packet.target().toString(), packet);
            }
        });
        if (count.packets > 0) {
            files.add(new EvidenceFile(file.toString(), Files.size(file), count.packets, count.firstMs, count.lastMs));
        }
    }

    private void keep(String address, EvidencePacket packet) {
        if (keepsPackets && kept < MOST_PACKETS && offenders.contains(address)) {
            List<EvidencePacket> list = packets.computeIfAbsent(address, _ -> new ArrayList<>());
            if (list.size() < PACKETS_OF_ADDRESS) {
                list.add(packet);
                kept++;
            }
        }
    }
}
