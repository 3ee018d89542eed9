package dev.winnow.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The keys of [HistoryConfig] and [ReportConfig].
final class ReportKeys {
    static final KeyTable TABLE = new KeyTable();

    /// What sendmail cannot take for an option, and no header can be smuggled in by.
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+=-]*(@[A-Za-z0-9][A-Za-z0-9.-]*)?");

    static final ConfigKey<Boolean> HISTORY_ENABLED =
            TABLE.own("history.enabled", ValueTypes.YES_NO, true, "whether what happens is remembered for reports");

    static final ConfigKey<Path> HISTORY_FILE =
            TABLE.own("history.file", ValueTypes.PATH, Path.of("/var/lib/winnow/history.db"), "where it is kept");

    static final ConfigKey<Duration> HISTORY_KEEP =
            TABLE.own("history.keep", DurationType.ONE, Duration.ofDays(90), "how long it is remembered");

    static final ConfigKey<List<String>> MAIL_TO = TABLE.own(
            "report.mail-to",
            new ValueType<>("a list of mail addresses", true, ReportKeys::mailboxes),
            List.of(),
            "who gets the report by mail");

    static final ConfigKey<Optional<String>> MAIL_FROM = TABLE.own(
            "report.mail-from",
            ValueTypes.optional(ValueType.scalar("a mail address", ReportKeys::mailbox)),
            Optional.empty(),
            "whom mails are from, and whom an abuse desk can ask");

    static final ConfigKey<Optional<String>> ORGANIZATION = TABLE.own(
            "report.organization",
            ValueTypes.optional(ValueTypes.RULE_TEXT),
            Optional.empty(),
            "who complains, in reports to abuse desks");

    static final ConfigKey<Path> SENDMAIL = TABLE.own(
            "report.sendmail", ValueTypes.PATH, Path.of("/usr/sbin/sendmail"), "the program that takes mails");

    private ReportKeys() {}

    private static List<String> mailboxes(YamlNode node) throws BadValueException {
        List<String> mailboxes = ValueTypes.TEXTS.parser().parse(node);
        for (String text : mailboxes) {
            mailbox(text);
        }
        return mailboxes;
    }

    private static String mailbox(String text) throws BadValueException {
        if (!MAILBOX.matcher(text).matches()) {
            throw ValueType.unexpected("a mail address", "'" + text + "'");
        }
        return text;
    }
}
