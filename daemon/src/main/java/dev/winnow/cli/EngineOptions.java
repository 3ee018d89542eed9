package dev.winnow.cli;

import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.lane.ConfiguredPorts;
import dev.winnow.lane.Engine;
import dev.winnow.lane.OverlappingHosts;
import dev.winnow.lane.WarmUp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that judges packets or reads rules.
final class EngineOptions {
    /// Rules that take longer to read than a thread to begin.
    private static final long WORTH_WARMING_BYTES = 1 << 20;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = {"-r", "--rules"},
            paramLabel = "FILE",
            description =
                    "Rules to load, in Suricata's language; repeatable. Without it: rule-files of the configuration.")
    private List<Path> rules = new ArrayList<>();

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
        ConfigLoader.Loaded loaded = options.load(origin, shippedRules(), more);
        if (loaded.passedOver() > 0) {
            System.err.println("winnow: " + loaded.passedOver()
                    + " keys of the configuration mean nothing to winnow and were passed over");
        }
        try {
            ConfiguredPorts.check(loaded.config());
            OverlappingHosts.of(loaded.config());
            return loaded.config();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    /// An engine of the rules of the call for captures, see [Engine#repeatable].
    Engine repeatable(WinnowConfig config) {
        return Engine.repeatable(config, loadWarmly(config).program());
    }

    /// An engine of the rules of the call, which the caller closes.
    Engine engine(WinnowConfig config) {
        return new Engine(config, loadWarmly(config).program());
    }

    /// As [#load], for packets that are judged right after it: where that takes a while, the JIT uses it.
    RuleLoader.Loaded loadWarmly(WinnowConfig config) {
        if (RuleFiles.bytes(RuleFiles.of(config.rules(), rules)) < WORTH_WARMING_BYTES) {
            return load(config);
        }
        try (WarmUp _ = WarmUp.start(config)) {
            return load(config);
        }
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

    /// In a checkout there is no /etc/winnow yet: the launcher says where the shipped rules are instead.
    private List<String> shippedRules() {
        String dist = System.getProperty("winnow.dist");
        return options.hasFile() || dist == null ? List.of() : List.of("default-rule-path=" + dist + "/rules");
    }
}
