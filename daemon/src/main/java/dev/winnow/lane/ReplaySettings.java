package dev.winnow.lane;

import java.nio.file.Path;
import java.util.Optional;

/// How captures are replayed.
///
/// @param ips      drops take effect on what follows, and events say so
/// @param filter   a BPF expression (pcap-filter(7)); what it leaves out is not judged
/// @param accepted where accepted packets are written to
/// @param dropped  where dropped packets are written to
/// @param evidence the folder that the first packets of offences are kept in
public record ReplaySettings(
        boolean ips,
        Optional<String> filter,
        Optional<Path> accepted,
        Optional<Path> dropped,
        Optional<Path> evidence) {}
