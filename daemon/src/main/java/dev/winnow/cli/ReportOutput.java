package dev.winnow.cli;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.ban.allow.HostAddresses;
import dev.winnow.config.ReportConfig;
import dev.winnow.config.WinnowConfig;
import dev.winnow.event.EvidencePacket;
import dev.winnow.report.AbuseReport;
import dev.winnow.report.Digest;
import dev.winnow.report.DigestHtml;
import dev.winnow.report.DigestJson;
import dev.winnow.report.DigestText;
import dev.winnow.report.Facts;
import dev.winnow.report.Mail;
import dev.winnow.report.MailPart;
import dev.winnow.report.Reporter;
import dev.winnow.report.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A digest in the form that is asked for, and where it goes.
final class ReportOutput {
    private final WinnowConfig config;
    private final Digest digest;
    private final Words words = new Words(ZoneId.systemDefault());

    /// The forms of a digest.
    enum Format {
        TEXT,
        JSON,
        HTML
    }

    ReportOutput(WinnowConfig config, Digest digest) {
        this.config = config;
        this.digest = digest;
    }

    String render(Format format) {
        return switch (format) {
            case TEXT ->
                DigestText.lines(digest, words).stream()
                        .map(line -> Terminal.oneLine(line) + '\n')
                        .collect(Collectors.joining());
            case JSON -> DigestJson.of(digest).toPrettyString() + '\n';
            case HTML -> DigestHtml.of(digest, words);
        };
    }

    /// Mails it to whom the configuration names.
    ///
    /// @return what there is to say about it; empty where it is sent
    Optional<String> mail() {
        ReportConfig report = config.report();
        if (report.mailTo().isEmpty()) {
            return Optional.of("no mail is sent: report.mail-to names nobody");
        }
        Mail mail = new Mail(
                from(report),
                report.mailTo(),
                "winnow on " + digest.host() + ": " + digest.lastLine(),
                Instant.now().toEpochMilli(),
                ZoneId.systemDefault(),
                UUID.randomUUID(),
                List.of(
                        MailPart.text(render(Format.TEXT)),
                        MailPart.attachment(
                                "text/html; charset=utf-8",
                                "winnow-report.html",
                                render(Format.HTML).getBytes(StandardCharsets.UTF_8))));
        new Sendmail(report.sendmail()).send(mail);
        return Optional.empty();
    }

    private String from(ReportConfig report) {
        return report.mailFrom().orElse("winnow@" + digest.host());
    }

    /// Writes a folder for each network's abuse desk.
    ///
    /// @return how many
    int writeAbuse(Path folder, Facts facts, Map<String, List<EvidencePacket>> packets) {
        Reporter reporter = new Reporter(
                config.report().organization().orElse(digest.host()), from(config.report()), digest.host());
        List<AbuseReport> reports = AbuseReport.of(facts, packets, spared(), reporter, UUID::randomUUID);
        try {
            for (AbuseReport report : reports) {
                Path own = Files.createDirectories(folder.resolve(report.folder()));
                for (Map.Entry<String, byte[]> file : report.files().entrySet()) {
                    Files.write(own.resolve(file.getKey()), file.getValue());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.work("cannot write to " + folder + ": " + e, e);
        }
        return reports.size();
    }

    /// This host, whom it relies on, and whom the operator has named.
    private Predicate<Prefix> spared() {
        AllowedSources named =
                new AllowedSources(AllowedSources.configured(config.ban().allow()));
        AllowList allowList = new AllowList(
                named, new HostAddresses(System.getenv("SSH_CONNECTION"))::all, new GoodBook(new TimedPrefixes()));
        return prefix -> allowList.refusal(prefix, System.nanoTime()).isPresent();
    }
}
