package dev.winnow.config;

import java.nio.file.Path;

/// The packets that are kept as evidence.
///
/// @param enabled      whether a running filter keeps any
/// @param directory    where it does
/// @param fileBytes    at which a file is full and the next is begun
/// @param files        that are kept, the one being written included
/// @param packets      of one offence: of one rule or reason between two hosts within an hour
/// @param packetLength bytes that are kept of each
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
