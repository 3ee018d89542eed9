package dev.winnow.cli;

import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.lane.ConfiguredPorts;
import dev.winnow.lane.Engine;
import dev.winnow.lane.OverlappingHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that judges packets or reads rules.
final class EngineOptions {
    static final Path DEFAULT_CONFIG = Path.of("/etc/winnow/winnow.yaml");

    @Option(
            names = {"-r", "--rules"},
            paramLabel = "FILE",
            description =
                    "Rules to load, in Suricata's language; repeatable. Without it: rule-files of the configuration.")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration. Without it: /etc/winnow/winnow.yaml if that is there, else the defaults.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a key of the configuration; repeatable.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--eve",
            paramLabel = "FILE",
            description = "Write events to this file, one JSON object a line; '-' is standard output.")
    private Path eve;

    /// The rule files named in the call.
    List<Path> rules() {
        return rules;
    }

    /// Where events go, if the call says so.
    Optional<Path> eve() {
        return Optional.ofNullable(eve);
    }

    /// Reads the configuration.
    ///
    /// @param more further overrides, as for `--set`, from options that have a name of their own
    WinnowConfig config(Origin origin, List<String> more) {
        List<String> all = new ArrayList<>(shippedRules());
        all.addAll(overrides);
        all.addAll(more);
        try {
            ConfigLoader.Loaded loaded = ConfigLoader.load(configFile(), origin, all);
            if (loaded.passedOver() > 0) {
                System.err.println("winnow: " + loaded.passedOver()
                        + " keys of the configuration mean nothing to winnow and were passed over");
            }
            ConfiguredPorts.check(loaded.config());
            OverlappingHosts.of(loaded.config());
            AllowedSources.configured(loaded.config().ban().allow());
            return loaded.config();
        } catch (ConfigException e) {
            throw CommandFailure.usage(firstProblem(e), e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    /// An engine of the rules of the call for captures, see [Engine#repeatable].
    Engine repeatable(WinnowConfig config) {
        return Engine.repeatable(config, load(config).program());
    }

    /// An engine of the rules of the call, which the caller closes.
    Engine engine(WinnowConfig config) {
        return new Engine(config, load(config).program());
    }

    /// Compiles the rules of the call, and leaves the program to the caller. What cannot be used is counted on standard
    /// error; `winnow check` tells it in full.
    RuleLoader.Loaded load(WinnowConfig config) {
        RuleLoader.Loaded loaded = new RuleLoader(config, _ -> {}).load(rules);
        if (!rules.isEmpty() && !loaded.foreign().isEmpty()) {
            loaded.program().close();
            throw CommandFailure.usage(
                    loaded.foreign().getFirst() + " holds no rules: is it the right file? 'winnow check' shows why");
        }
        if (!loaded.isWhole()) {
            System.err.println("winnow: " + loaded.summary() + ": 'winnow check' with the same options says why");
        }
        return loaded;
    }

    private Optional<Path> configFile() {
        if (config != null) {
            return Optional.of(config);
        }
        return Files.isReadable(DEFAULT_CONFIG) ? Optional.of(DEFAULT_CONFIG) : Optional.empty();
    }

    /// In a checkout there is no /etc/winnow yet: the launcher says where the shipped rules are instead.
    private List<String> shippedRules() {
        String dist = System.getProperty("winnow.dist");
        return config != null || dist == null || Files.isReadable(DEFAULT_CONFIG)
                ? List.of()
                : List.of("default-rule-path=" + dist + "/rules");
    }

    private static String firstProblem(ConfigException e) {
        int more = e.problems().size() - 1;
        return e.problems().getFirst() + (more == 0 ? "" : " (and " + more + " more: run 'winnow check')");
    }
}
