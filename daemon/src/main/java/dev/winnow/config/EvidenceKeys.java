package dev.winnow.config;

import static dev.winnow.config.ValueTypes.integer;
import static dev.winnow.config.ValueTypes.size;

import java.nio.file.Path;

/// The keys of [EvidenceConfig].
final class EvidenceKeys {
    static final KeyTable TABLE = new KeyTable();

    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    static final ConfigKey<Boolean> ENABLED =
            TABLE.own("evidence.enabled", ValueTypes.YES_NO, true, "whether the first packets of offences are kept");

    static final ConfigKey<Path> DIRECTORY = TABLE.own(
            "evidence.directory", ValueTypes.PATH, Path.of("/var/lib/winnow/evidence"), "where they are kept");

    static final ConfigKey<Long> FILE_SIZE =
            TABLE.own("evidence.file-size", size(MB, GB), 16 * MB, "bytes at which the next file is begun");

    static final ConfigKey<Integer> FILES =
            TABLE.own("evidence.files", integer(1, 1_000), 8, "files that are kept; then the oldest is forgotten");

    static final ConfigKey<Integer> PACKETS = TABLE.own(
            "evidence.packets",
            integer(1, 1_000),
            8,
            "packets that are kept of one offence between two hosts in an hour");

    static final ConfigKey<Integer> PACKET_LENGTH =
            TABLE.own("evidence.packet-length", integer(64, 65_535), 1_600, "bytes that are kept of a packet");

    private EvidenceKeys() {}
}
