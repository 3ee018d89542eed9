package dev.winnow.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How each worker follows TCP.
///
/// @param midstream whether connections are followed whose beginning was not seen
/// @param asyncOneside whether connections are followed of which one direction alone is seen
/// @param dropInvalid which segments are dropped for what they are, where verdicts take effect
/// @param memcap bytes of all streams together
/// @param depth bytes of each direction that are looked at; 0: all
/// @param windowLength bytes that stay in sight after they were looked at
/// @param hosts addresses and networks by their system, as they were written; only systems that were named
public record StreamConfig(
        boolean midstream,
        boolean asyncOneside,
        InvalidSegments dropInvalid,
        long memcap,
        long depth,
        int windowLength,
        Map<HostSystem, List<String>> hosts) {
    static StreamConfig of(Settings settings) {
        long window = Math.max(settings.get(StreamKeys.TO_SERVER_CHUNK), settings.get(StreamKeys.TO_CLIENT_CHUNK));
        return new StreamConfig(
                settings.get(StreamKeys.MIDSTREAM),
                settings.get(StreamKeys.ASYNC_ONESIDE),
                settings.get(StreamKeys.DROP_INVALID),
                settings.get(StreamKeys.MEMCAP),
                settings.get(StreamKeys.DEPTH),
                (int) window,
                hosts(settings));
    }

    private static Map<HostSystem, List<String>> hosts(Settings settings) {
        Map<HostSystem, List<String>> hosts = new EnumMap<>(HostSystem.class);
        StreamKeys.HOST_POLICIES.forEach((system, key) -> {
            List<String> addresses = settings.get(key);
            if (!addresses.isEmpty()) {
                hosts.put(system, addresses);
            }
        });
        return hosts;
    }
}
