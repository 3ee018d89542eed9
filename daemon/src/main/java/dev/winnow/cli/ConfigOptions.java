package dev.winnow.cli;

import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that reads the configuration.
final class ConfigOptions {
    static final Path DEFAULT_FILE = Path.of("/etc/winnow/winnow.yaml");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration. Without it: /etc/winnow/winnow.yaml if that is there, else the defaults.")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a key of the configuration; repeatable.")
    private List<String> overrides = new ArrayList<>();

    /// Whether there is a file to read.
    boolean hasFile() {
        return file != null || Files.isReadable(DEFAULT_FILE);
    }

    /// Reads the configuration.
    ///
    /// @param under overrides as for `--set`, which those of the call override
    /// @param over  those that override the call's
    ConfigLoader.Loaded load(Origin origin, List<String> under, List<String> over) {
        List<String> all = new ArrayList<>(under);
        all.addAll(overrides);
        all.addAll(over);
        try {
            ConfigLoader.Loaded loaded = ConfigLoader.load(read(), origin, all);
            AllowedSources.configured(loaded.config().ban().allow());
            return loaded;
        } catch (ConfigException e) {
            throw CommandFailure.usage(firstProblem(e), e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private Optional<Path> read() {
        return hasFile() ? Optional.of(file == null ? DEFAULT_FILE : file) : Optional.empty();
    }

    private static String firstProblem(ConfigException e) {
        int more = e.problems().size() - 1;
        return e.problems().getFirst() + (more == 0 ? "" : " (and " + more + " more: run 'winnow check')");
    }
}
