package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who takes part, in the order of a round, and who does not, and why.
final class Lineup {
    /// What every other contender is compared with.
    static final String BASELINE = "C, recvmmsg and one send";

    /// Compiles with `cc`; the folder is the argument.
    private static final String REFERENCE_BUILD = "native/reference/build.sh";

    /// The launcher, as it is after `make build`.
    static final Path WINNOW = Path.of("daemon/bin/winnow");
    private static final Path WINNOW_JARS = Path.of("daemon/target/lib");
    private static final int RULE_COUNT = 1_000;
    /// As many as winnow warms up for while it reads them.
    private static final int MANY_RULES = 20_000;
    private static final long RULE_SEED = 20_140_407;

    private final Path programs;
    private final Path workDirectory;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private Lineup(Path programs, Path workDirectory) {
        this.programs = programs;
        this.workDirectory = workDirectory;
    }

    /// Compiles the reference programs into `programs`, writes the rule files into `workDirectory`, and sees who is
    /// there.
    static Lineup assemble(Path programs, Path workDirectory) throws IOException {
        Lineup lineup = new Lineup(programs, workDirectory);
        buildReferencePrograms(programs);
        lineup.addReferencePrograms();
        lineup.addWinnow();
        lineup.addSuricata();
        return lineup;
    }

    /// Compiles the reference programs into `programs`.
    static void buildReferencePrograms(Path programs) throws IOException {
        Commands.run(List.of("sh", REFERENCE_BUILD, programs.toString()));
    }

    List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    /// One line for each contender that is not there.
    List<String> absent() {
        return List.copyOf(absent);
    }

    private void addReferencePrograms() {
        contenders.add(reference("C, one recv and one send", "nfq_single"));
        contenders.add(reference(BASELINE, "nfq_batch"));
    }

    private Contender reference(String name, String program) {
        List<String> command = List.of(programs.resolve(program).toString(), Integer.toString(TestBed.QUEUE));
        return new Contender(name, command, Pinning.CONTENDER, false);
    }

    private void addWinnow() throws IOException {
        if (!Files.isDirectory(WINNOW_JARS)) {
            absent.add("winnow: not built yet: run 'make build' first");
            return;
        }
        Path none = write("none.rules", List.of("# no rules"));
        Path thousand = write("thousand.rules", RuleGenerator.rules(RULE_COUNT, RULE_SEED, Load.MARK));
        Path many = write("many.rules", RuleGenerator.rules(MANY_RULES, RULE_SEED, Load.MARK));
        // The others count no attacks.
        Path counts = write("counts.yaml", List.of("attack: {enabled: yes}"));
        Path only = write("only.yaml", List.of("attack: {enabled: no}"));
        contenders.add(winnow("winnow single", "single", Pinning.CONTENDER, only, none, false));
        contenders.add(winnow("winnow split", "split", Pinning.BOTH, only, none, false));
        contenders.add(winnow("winnow single, 1,000 rules", "single", Pinning.CONTENDER, only, thousand, true));
        contenders.add(winnow("winnow split, 1,000 rules", "split", Pinning.BOTH, only, thousand, true));
        contenders.add(winnow("winnow single, 20,000 rules", "single", Pinning.CONTENDER, only, many, true));
        contenders.add(winnow("winnow single, counting", "single", Pinning.CONTENDER, counts, none, false));
    }

    private Contender winnow(
            String name, String threads, String cpus, Path configuration, Path rules, boolean dropsMark) {
        List<String> command = List.of(
                WINNOW.toString(),
                "run",
                "--queue",
                Integer.toString(TestBed.QUEUE),
                "--threads",
                threads,
                "--cpus",
                cpus,
                "--config",
                configuration.toString(),
                "--rules",
                rules.toString(),
                "--eve",
                workDirectory.resolve("eve.json").toString());
        return new Contender(name, command, cpus, dropsMark);
    }

    private void addSuricata() throws IOException {
        Optional<Path> suricata = Stream.of("/usr/bin/suricata", "/usr/local/bin/suricata", "/usr/sbin/suricata")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (suricata.isEmpty()) {
            absent.add("Suricata: not installed");
            return;
        }
        Path two = write("two.rules", RuleGenerator.rules(2, RULE_SEED, Load.MARK));
        List<String> command = List.of(
                suricata.get().toString(),
                "-q",
                Integer.toString(TestBed.QUEUE),
                "-S",
                two.toString(),
                "-l",
                workDirectory.toString(),
                "--runmode",
                "workers",
                "--set",
                "nfq.fail-open=yes");
        contenders.add(new Contender("Suricata, 2 rules", command, Pinning.CONTENDER, true));
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(workDirectory.resolve(name), lines, StandardCharsets.UTF_8);
    }
}
