package dev.winnow.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Who gets reports, and from whom. Meanings and defaults stand in `ReportKeys`.
///
/// @param mailTo       empty: nobody
/// @param mailFrom     empty: winnow at this host
/// @param organization empty: the host's name
public record ReportConfig(
        List<String> mailTo, Optional<String> mailFrom, Optional<String> organization, Path sendmail) {

    static ReportConfig of(Settings settings) {
        return new ReportConfig(
                settings.get(ReportKeys.MAIL_TO),
                settings.get(ReportKeys.MAIL_FROM),
                settings.get(ReportKeys.ORGANIZATION),
                settings.get(ReportKeys.SENDMAIL));
    }
}
