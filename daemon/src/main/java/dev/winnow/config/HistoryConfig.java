package dev.winnow.config;

import java.nio.file.Path;
import java.time.Duration;

/// What is remembered for `winnow report`. Meanings and defaults stand in `ReportKeys`.
public record HistoryConfig(boolean enabled, Path file, Duration keep) {

    static HistoryConfig of(Settings settings) {
        return new HistoryConfig(
                settings.get(ReportKeys.HISTORY_ENABLED),
                settings.get(ReportKeys.HISTORY_FILE),
                settings.get(ReportKeys.HISTORY_KEEP));
    }
}
