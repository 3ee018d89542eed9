package dev.winnow.cli;

import dev.winnow.rule.KeywordSupport;
import java.util.List;
import java.util.Locale;

/// What `winnow check --support` prints: every keyword of the rule language that winnow knows by name.
final class SupportReport {
    private SupportReport() {}

    static String of(List<KeywordSupport> keywords) {
        StringBuilder text = new StringBuilder();
        for (KeywordSupport keyword : keywords) {
            String level = keyword.level().name().toLowerCase(Locale.ROOT);
            String line = "%-28s %-7s %s".formatted(keyword.keyword(), level, keyword.note());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.append(summary(keywords)).toString();
    }

    private static String summary(List<KeywordSupport> keywords) {
        StringBuilder summary = new StringBuilder();
        for (KeywordSupport.Level level : KeywordSupport.Level.values()) {
            long count = keywords.stream().filter(k -> k.level() == level).count();
            summary.append(summary.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(level.name().toLowerCase(Locale.ROOT));
        }
        return summary.append('\n').toString();
    }
}
