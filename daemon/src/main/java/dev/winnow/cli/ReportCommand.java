package dev.winnow.cli;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.report.Digest;
import dev.winnow.report.DigestBuilder;
import dev.winnow.report.Facts;
import dev.winnow.report.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow report`: what a period came to.
@Command(
        name = "report",
        description =
                "Say what was tried, by whom, and what was done: the digest of a time, and reports to abuse desks.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It is read from the files that a filter writes (history.file, ban.ledger, evidence.directory), so it works "
                    + "whether one runs or not; one that runs is asked to write down the newest first. The last line is "
                    + "'done!' when all is well, and says otherwise what is not. What rules have spoken of is known by "
                    + "the hour, all else by the minute. Nothing is looked up in the network.",
            "",
            "For --abuse, each network has a folder: report.eml, to be sent as it is, and what is attached to it, "
                    + "reports in XARF 4 and the packets. Who the network's abuse desk is, it does not say: "
                    + "'whois ADDRESS | grep -i abuse' does. Only those are in it who have proved to be there.",
            "",
            "Exit status: 0 the report is made, whatever it says, 1 it could not be, 2 the call is wrong.",
            "",
            "Examples:",
            "  winnow report",
            "  winnow report --since 7d --format html --output week.html",
            "  winnow report --since 2026-01-01 --until '2026-01-02 06:00' --format json | jq .last_line",
            "  winnow report --abuse cases && sendmail -i abuse@isp.example < cases/198.51.100.0_24/report.eml"
        })
final class ReportCommand implements Callable<Integer> {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "From when: how long ago, such as 90m or 7d, or a time (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Until when, likewise (default: now).")
    private String until;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or html (default: ${DEFAULT-VALUE}).")
    private ReportOutput.Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it to this file.")
    private Path output;

    @Option(
            names = "--abuse",
            paramLabel = "FOLDER",
            description = "Write a report to the abuse desk of each network, too, with the packets.")
    private Path abuse;

    @Option(
            names = "--mail",
            description = "Mail it to report.mail-to, as text with the page attached, rather than printing it.")
    private boolean mail;

    @Mixin
    private ConfigOptions configOptions;

    @Option(
            names = "--control",
            paramLabel = "PATH",
            description = "The running filter's control socket (default: control.path of the configuration).")
    private Path control;

    @Override
    public Integer call() throws IOException {
        WinnowConfig config =
                configOptions.load(Origin.OWN, List.of(), List.of()).config();
        Period period = period();
        LiveFilter live = until == null
                ? LiveFilter.ask(control == null ? config.control().path() : control)
                : LiveFilter.unasked();
        ReportEvidence evidence = new ReportEvidence(config.evidence(), abuse != null);
        Facts facts = ReportFacts.gather(config, period, host(), live, evidence);
        Digest digest = DigestBuilder.build(facts);
        ReportOutput report = new ReportOutput(config, digest);
        if (abuse != null) {
            int networks = report.writeAbuse(abuse, facts, evidence.packets());
            RunCommand.say(networks + " networks have a report in " + abuse);
        }
        if (output != null) {
            write(report.render(format));
        } else if (!mail) {
            System.out.print(report.render(format));
            System.out.flush();
        }
        if (mail) {
            report.mail().ifPresent(RunCommand::say);
        }
        return ExitCode.OK;
    }

    private Period period() {
        Instant now = Instant.now();
        ZoneId zone = ZoneId.systemDefault();
        Instant begin = ReportTime.parse("--since", since, now, zone);
        Instant end = until == null ? now : ReportTime.parse("--until", until, now, zone);
        try {
            return new Period(begin.toEpochMilli(), end.toEpochMilli());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--since and --until: " + e.getMessage(), e);
        }
    }

    /// As the kernel has it, because a name server may not answer.
    private static String host() throws IOException {
        return Files.readString(HOST_NAME).strip();
    }

    private void write(String text) {
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw CommandFailure.work("cannot write " + output + ": " + e, e);
        }
    }
}
