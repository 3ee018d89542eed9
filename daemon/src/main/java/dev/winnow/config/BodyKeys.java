package dev.winnow.config;

import static dev.winnow.config.ValueTypes.size;

/// The keys of HTTP's bodies in one direction.
final class BodyKeys {
    /// What "all" comes to; of one body little is kept at once.
    static final long MAX_LIMIT = 1L << 30;

    private static final long LIMIT = 100 << 10;
    private static final long MAX_PIECE = 512 << 10;

    private final ConfigKey<Long> limit;
    private final ConfigKey<Long> minimalInspectSize;
    private final ConfigKey<Long> inspectWindow;

    /// @param prefix of the keys' names
    BodyKeys(KeyTable table, String prefix, long usualMinimum, long usualWindow) {
        limit = table.shared(
                prefix + "limit", size(0, MAX_LIMIT), LIMIT, "bytes of an HTTP body that are looked at; 0: all");
        minimalInspectSize = table.shared(
                prefix + "minimal-inspect-size",
                size(0, MAX_PIECE),
                usualMinimum,
                "bytes of an HTTP body that are looked at in one piece");
        inspectWindow = table.shared(
                prefix + "inspect-window",
                size(1, MAX_PIECE),
                usualWindow,
                "bytes of an HTTP body that are looked at at once behind that piece, at least");
    }

    WinnowConfig.Http.Body of(Settings settings) {
        long bytes = settings.get(limit);
        return new WinnowConfig.Http.Body(
                (int) (bytes == 0 ? MAX_LIMIT : bytes),
                settings.get(minimalInspectSize).intValue(),
                settings.get(inspectWindow).intValue());
    }
}
