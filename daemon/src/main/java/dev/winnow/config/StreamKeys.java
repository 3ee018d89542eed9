package dev.winnow.config;

import static dev.winnow.config.ValueTypes.size;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The keys of [StreamConfig].
final class StreamKeys {
    static final KeyTable TABLE = new KeyTable();

    private static final long KB = 1L << 10;
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;
    private static final long CHUNK = 2560;

    static final ConfigKey<Boolean> MIDSTREAM = TABLE.shared(
            "stream.midstream",
            ValueTypes.YES_NO,
            false,
            "whether connections are followed whose beginning was not seen");

    static final ConfigKey<Boolean> ASYNC_ONESIDE = TABLE.shared(
            "stream.async-oneside",
            ValueTypes.YES_NO,
            false,
            "whether connections are followed of which one direction alone is seen");

    static final ConfigKey<InvalidSegments> DROP_INVALID = TABLE.shared(
            "stream.drop-invalid",
            ValueTypes.INVALID_SEGMENTS,
            InvalidSegments.AMBIGUOUS,
            "whether segments are dropped by which a receiver could read other bytes than those that were judged, or"
                    + " all that are none of their connection's");

    static final ConfigKey<Long> MEMCAP = TABLE.shared(
            "stream.reassembly.memcap", size(MB, 32 * GB), 256 * MB, "memory of each worker for bytes of streams");

    static final ConfigKey<Long> DEPTH = TABLE.shared(
            "stream.reassembly.depth",
            size(0, 32 * GB),
            MB,
            "bytes of each direction of a connection that are looked at; 0: all");

    static final ConfigKey<Long> TO_SERVER_CHUNK = TABLE.shared(
            "stream.reassembly.toserver-chunk-size",
            size(KB, MB),
            CHUNK,
            "bytes to the server that stay in sight, so that what is cut in pieces is found");

    static final ConfigKey<Long> TO_CLIENT_CHUNK = TABLE.shared(
            "stream.reassembly.toclient-chunk-size",
            size(KB, MB),
            CHUNK,
            "bytes to the client that stay in sight, so that what is cut in pieces is found");

    static final Map<HostSystem, ConfigKey<List<String>>> HOST_POLICIES = hostPolicies();

    private StreamKeys() {}

    private static Map<HostSystem, ConfigKey<List<String>>> hostPolicies() {
        Map<HostSystem, ConfigKey<List<String>>> keys = new EnumMap<>(HostSystem.class);
        for (HostSystem system : HostSystem.values()) {
            String name = system.name().toLowerCase(Locale.ROOT).replace('_', '-');
            keys.put(
                    system,
                    TABLE.shared(
                            "host-os-policy." + name,
                            ValueTypes.TEXTS,
                            List.of(),
                            "addresses of hosts that put overlapping segments together as this system does"));
        }
        return keys;
    }
}
