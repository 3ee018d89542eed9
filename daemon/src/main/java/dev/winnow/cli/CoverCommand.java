package dev.winnow.cli;

import dev.winnow.ban.Cover;
import dev.winnow.ban.CoverPrices;
import dev.winnow.ban.Source;
import dev.winnow.ban.SourceList;
import dev.winnow.control.ControlClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `winnow bans cover`: the narrowest networks that block an attack.
@Command(
        name = "cover",
        description = "Choose the prefixes that block the most attackers for the least harm.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --visitors, those count whom a running filter has served within a day. "
                    + "The files have an address a line, perhaps with a weight behind it; # begins a comment. A visitor's weight "
                    + "is counted by --visitor-price attackers. Nothing is blocked by this command: it prints what to "
                    + "block, who is in it, and what a size up and a size down would do.",
            "",
            "Examples:",
            "  ss -Htn state last-ack | awk '{print $4}' | sed 's/:[0-9]*$//' | winnow bans cover -",
            "  winnow bans cover attackers.txt --visitors visitors.txt --budget 20 --plain"
        })
final class CoverCommand implements Callable<Integer> {
    private static final int PROBLEMS_SHOWN = 5;

    @Mixin
    private ControlOptions control;

    @Parameters(paramLabel = "ATTACKERS", description = "The file of attacking addresses, - for standard input.")
    private Path attackers;

    @Option(
            names = "--visitors",
            paramLabel = "FILE",
            description = "The file of addresses that must not be harmed, if it can be helped.")
    private Path visitors;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "64",
            description = "Prefixes at most (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(
            names = "--visitor-price",
            paramLabel = "N",
            defaultValue = "100",
            description = "Attackers that are let through rather than block a visitor (default: ${DEFAULT-VALUE}).")
    private double visitorPrice;

    @Option(
            names = "--widest",
            paramLabel = "BITS",
            defaultValue = "16",
            description = "The shortest IPv4 prefix to choose (default: ${DEFAULT-VALUE}); for IPv6 it is 48.")
    private int widest;

    @Option(names = "--plain", description = "Print the prefixes alone, one a line, for other programs.")
    private boolean plain;

    @Override
    public Integer call() {
        Cover cover = cover(read(attackers), visitors == null ? visitorsSeen() : read(visitors));
        if (plain) {
            cover.prefixes().forEach(System.out::println);
        } else {
            System.out.print(CoverReport.of(cover));
        }
        return ExitCode.OK;
    }

    /// Whom a filter has served; nobody where none runs.
    private List<Source> visitorsSeen() {
        Optional<ControlClient> running = control.connectIfRunning();
        if (running.isEmpty()) {
            return List.of();
        }
        try (ControlClient client = running.get()) {
            List<Source> seen = BanPages.visitors(client);
            System.err.println(
                    "winnow: %,d visitors of the last day, as the running filter has seen them".formatted(seen.size()));
            return seen;
        } catch (IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
    }

    private Cover cover(List<Source> bad, List<Source> good) {
        CoverPrices usual = CoverPrices.DEFAULT;
        try {
            CoverPrices prices =
                    new CoverPrices(visitorPrice, usual.stranger(), usual.entry(), widest, usual.widestIpv6());
            return Cover.of(bad, good, prices, budget);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private static List<Source> read(Path file) {
        boolean isStandardInput = file.toString().equals("-");
        String name = isStandardInput ? "standard input" : file.toString();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                isStandardInput ? System.in : Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            SourceList list = SourceList.read(text);
            list.problems().stream()
                    .limit(PROBLEMS_SHOWN)
                    .forEach(problem -> System.err.println("winnow: " + name + ":" + problem));
            if (list.problems().size() > PROBLEMS_SHOWN) {
                System.err.println("winnow: " + name + ": " + (list.problems().size() - PROBLEMS_SHOWN)
                        + " more lines are like these");
            }
            return list.sources();
        } catch (NoSuchFileException e) {
            throw CommandFailure.work(name + ": no such file", e);
        } catch (IOException e) {
            throw CommandFailure.work(name + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
