package dev.winnow.bench.arena;

import dev.winnow.bench.Commands;
import dev.winnow.bench.MachineFacts;
import dev.winnow.bench.WorkDirectory;
import dev.winnow.bench.arena.contender.Defence;
import dev.winnow.bench.arena.contender.Defences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The five stories before each contender. Needs root and the tools that `make arena` installs; started from the
/// project's root by `bench/bin/bench`.
///
/// Exit status: 0 played and everything holds of winnow, 1 something failed or does not hold, 2 the call is wrong.
@Command(
        name = "arena",
        mixinStandardHelpOptions = true,
        description = "Attacks a web server with real tools, each contender defending it in turn.")
public final class ArenaBench implements Callable<Integer> {
    private static final int MAX_SECONDS = 600;
    private static final int LEAST_CALM = 3;

    @Option(names = "--story", description = "Plays this story only (repeatable). Default: all.")
    private List<String> stories = new ArrayList<>();

    @Option(names = "--contender", description = "Lets only this one defend (repeatable). Default: all.")
    private List<String> contenders = new ArrayList<>();

    @Option(names = "--seconds-calm", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int calm;

    @Option(names = "--seconds-attack", defaultValue = "40", description = "Default: ${DEFAULT-VALUE}.")
    private int attack;

    @Option(names = "--seconds-after", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int after;

    /// Longer than winnow's flow table remembers a connection that was cut.
    @Option(
            names = "--seconds-ban",
            defaultValue = "70",
            description = "How long bans last, for their end to be seen. Default: ${DEFAULT-VALUE}.")
    private int ban;

    @Option(names = "--output", defaultValue = "bench/results/arena.md", description = "Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Spec
    private CommandSpec spec;

    private ArenaBench() {}

    /// Runs the bench and ends the JVM with the exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ArenaBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        Timing timing = new Timing(calm, attack, after, ban);
        if (calm < LEAST_CALM || attack < 1 || after < 0 || ban < 1 || timing.total() > MAX_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds-calm starts at %d, --seconds-attack and --seconds-ban at 1, all of them are at most %d"
                            .formatted(LEAST_CALM, MAX_SECONDS));
        }
        List<Story> chosenStories = chosen("story", stories, Stories.ALL, Story::name);
        List<Supplier<Defence>> chosenDefences = chosen(
                "contender",
                contenders,
                Defences.ALL,
                supplier -> supplier.get().name());
        try (WorkDirectory directory = WorkDirectory.create()) {
            checkHost();
            return play(timing, chosenStories, chosenDefences, directory.path());
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private <T> List<T> chosen(String what, List<String> names, List<T> all, Function<T, String> name) {
        List<String> known = all.stream().map(name).toList();
        names.stream().filter(one -> !known.contains(one)).findFirst().ifPresent(one -> {
            throw new ParameterException(
                    spec.commandLine(), "no %s '%s'; there are: %s".formatted(what, one, String.join(", ", known)));
        });
        return all.stream()
                .filter(one -> names.isEmpty() || names.contains(name.apply(one)))
                .toList();
    }

    private static void checkHost() throws IOException {
        if (!"0".equals(Commands.run(List.of("id", "-u")).strip())) {
            throw new IOException("needs root, for network namespaces and the queue: run it with sudo");
        }
    }

    private int play(Timing timing, List<Story> chosenStories, List<Supplier<Defence>> defences, Path directory)
            throws IOException {
        String machine = MachineFacts.describe();
        List<Play.Result> results = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        ArenaReport report = new ArenaReport(machine, timing, results, absent, failures);
        for (Story story : chosenStories) {
            for (Supplier<Defence> supplier : defences) {
                Defence defence = supplier.get();
                Optional<String> missing = defence.missing().map(why -> defence.name() + ": " + why);
                if (missing.isPresent()) {
                    missing.filter(line -> !absent.contains(line)).ifPresent(absent::add);
                    continue;
                }
                say("%s: %s".formatted(story.name(), defence.name()));
                Path own = Files.createDirectories(directory.resolve(story.name() + "-" + results.size()));
                try {
                    Play.Result result = new Play(story, defence, timing, own).run();
                    result.checks().forEach(check -> say("  " + check.line()));
                    results.add(result);
                } catch (IOException e) {
                    say("  " + e.getMessage());
                    failures.add("%s, %s: %s".formatted(story.name(), defence.name(), e.getMessage()));
                }
                write(report);
            }
        }
        System.out.print(report.render());
        Stream<Check> checks = results.stream().flatMap(result -> result.checks().stream());
        return failures.isEmpty() && checks.allMatch(Check::holds) ? 0 : 1;
    }

    /// Also before all is played, so that nothing is lost where it is interrupted.
    private void write(ArenaReport report) throws IOException {
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.writeString(output, report.render());
        Files.writeString(output.resolveSibling(pictureName()), report.plot());
    }

    private String pictureName() {
        return output.getFileName().toString().replaceFirst("\\.md$", "") + ".svg";
    }

    private static void say(String line) {
        System.err.println("bench: " + line);
    }
}
