package dev.winnow.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a [WinnowConfig] out of defaults, a file, and `--set` options; the later wins.
public final class ConfigLoader {

    /// Whose file it is.
    public enum Origin {
        /// winnow's own: a key that winnow does not know is a mistake.
        OWN,
        /// A `suricata.yaml`: keys that mean nothing to winnow are counted and passed over, and so are those that say
        /// where that program keeps its files.
        FOREIGN
    }

    /// What holds in Suricata where its file says nothing.
    private static final Map<String, String> SURICATAS_DEFAULTS =
            Map.of(PolicyKeys.MASTER.name(), "auto", StreamKeys.DROP_INVALID.name(), "yes");

    private ConfigLoader() {}

    /// A configuration and what was left out of it.
    ///
    /// @param passedOver keys of a foreign file, or of `--set` beside one, that mean nothing to winnow
    public record Loaded(WinnowConfig config, int passedOver) {}

    /// @param file      the file to read; empty: the defaults
    /// @param overrides `KEY=VALUE`, as given to `--set`, in order
    /// @throws ConfigException with everything that is wrong, not only the first of it
    public static Loaded load(Optional<Path> file, Origin origin, List<String> overrides) throws ConfigException {
        Settings settings = new Settings();
        if (origin == Origin.FOREIGN) {
            SURICATAS_DEFAULTS.forEach((key, value) ->
                    settings.assign(key, new YamlNode.Scalar(value, true, Place.of("Suricata's defaults"))));
        }
        if (file.isPresent()) {
            readFile(settings, origin, file.get());
        }
        for (String option : overrides) {
            CommandLineSetting.apply(settings, origin, option);
        }
        WinnowConfig config = WinnowConfig.of(settings);
        settings.throwIfProblems();
        return new Loaded(config, settings.passedOver());
    }

    private static void readFile(Settings settings, Origin origin, Path file) {
        try {
            new KeyWalker(settings, origin, ConfigFile.directoryOf(file)).walk("", ConfigFile.read(file));
        } catch (ConfigException e) {
            settings.problems(e.problems());
        }
    }
}
