package dev.winnow.config;

import java.nio.file.Path;

/// The packets that are kept as evidence.
///
/// @param fileBytes    at which the next file is begun
/// @param files        that are kept
/// @param packets      of one offence
/// @param packetLength bytes of each
public record EvidenceConfig(
        boolean enabled, Path directory, long fileBytes, int files, int packets, int packetLength) {

    static EvidenceConfig of(Settings settings) {
        return new EvidenceConfig(
                settings.get(EvidenceKeys.ENABLED),
                settings.get(EvidenceKeys.DIRECTORY),
                settings.get(EvidenceKeys.FILE_SIZE),
                settings.get(EvidenceKeys.FILES),
                settings.get(EvidenceKeys.PACKETS),
                settings.get(EvidenceKeys.PACKET_LENGTH));
    }
}
