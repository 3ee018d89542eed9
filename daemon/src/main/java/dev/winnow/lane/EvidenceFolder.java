package dev.winnow.lane;

import dev.winnow.config.EvidenceConfig;
import dev.winnow.event.EvidenceWriter;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

/// Opens the folder of evidence, if there is to be one.
public final class EvidenceFolder {
    private EvidenceFolder() {}

    /// The folder of a running filter.
    public static Optional<Path> ofRun(EvidenceConfig config) {
        return config.enabled() ? Optional.of(config.directory()) : Optional.empty();
    }

    /// Bytes of each packet that a record must have room for.
    static int packetLength(Optional<Path> folder, EvidenceConfig config) {
        return folder.isPresent() ? config.packetLength() : 0;
    }

    /// @param counters of the event writer's thread
    /// @throws LaneException where the folder or its file cannot be made
    static Optional<EvidenceWriter> open(Optional<Path> folder, EvidenceConfig config, LaneCounters counters)
            throws LaneException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EvidenceWriter(
                    folder.get(), config, packets -> counters.add(LaneCounter.EVENTS_LOST, packets)));
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
            throw new LaneException(
                    "cannot keep evidence in " + folder.get() + ": " + why + "; name another folder with "
                            + "--set evidence.directory=FOLDER, or keep none with --set evidence.enabled=no",
                    e);
        }
    }
}
