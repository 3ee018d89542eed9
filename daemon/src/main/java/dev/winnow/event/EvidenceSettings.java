package dev.winnow.event;

import java.nio.file.Path;

/// How much evidence is kept.
///
/// @param directory    of the files
/// @param fileBytes    at which a file is full
/// @param files        that are kept, the one being written included
/// @param packets      of one offence: of one rule or reason between two hosts within an hour
/// @param packetLength bytes that are kept of each
public record EvidenceSettings(Path directory, long fileBytes, int files, int packets, int packetLength) {}
