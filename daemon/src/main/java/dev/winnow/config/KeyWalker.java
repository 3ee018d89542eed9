package dev.winnow.config;

import dev.winnow.config.ConfigLoader.Origin;
import java.nio.file.Path;

/// Walks a document's mappings and assigns every known key's value; what it does not know depends on whose file it is.
final class KeyWalker {
    private static final int MAX_INCLUDES = 8;

    private final Settings settings;
    private final Origin origin;
    private final int includeDepth;
    private final Path directory;

    /// @param directory what the names of included files are relative to
    KeyWalker(Settings settings, Origin origin, Path directory) {
        this(settings, origin, directory, 0);
    }

    private KeyWalker(Settings settings, Origin origin, Path directory, int includeDepth) {
        this.settings = settings;
        this.origin = origin;
        this.directory = directory;
        this.includeDepth = includeDepth;
    }

    /// @param prefix dotted path of the mapping, with a dot at its end; empty at the root
    void walk(String prefix, YamlNode.Mapping mapping) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = prefix + entry.key();
            var key = ConfigKeys.find(name);
            if (name.equals(ConfigKeys.INCLUDE)) {
                include(entry.value());
            } else if (ConfigKeys.isSection(name)) {
                descend(name, entry.value());
            } else if (key.isPresent() && (origin == Origin.OWN || key.get().shared())) {
                settings.assign(name, entry.value());
            } else {
                unknown(settings, origin, entry.keyPlace(), name);
            }
        }
    }

    /// Counts a foreign key; calls one of our own a mistake.
    static void unknown(Settings settings, Origin origin, Place place, String name) {
        if (origin == Origin.FOREIGN) {
            settings.passOver();
            return;
        }
        String advice = Suggestion.nearest(name, ConfigKeys.names())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        settings.problem(place, "unknown key '" + name + "'" + advice);
    }

    /// Suricata's `outputs` is a list of sections with one key each; a list of sections reads like one section.
    private void descend(String section, YamlNode value) {
        switch (value) {
            case YamlNode.Mapping mapping -> walk(section + ".", mapping);
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> descend(section, item));
            case YamlNode.Scalar scalar -> {
                if (scalar.present()) {
                    unknown(settings, origin, scalar.place(), section + "." + scalar.text());
                }
            }
        }
    }

    private void include(YamlNode value) {
        switch (value) {
            case YamlNode.Scalar scalar -> includeFile(scalar);
            case YamlNode.Sequence sequence -> sequence.items().forEach(this::include);
            case YamlNode.Mapping mapping ->
                settings.problem(mapping.place(), "'include': expected file names, found " + mapping.kind());
        }
    }

    private void includeFile(YamlNode.Scalar name) {
        if (!name.present()) {
            return;
        }
        if (includeDepth == MAX_INCLUDES) {
            settings.problem(name.place(), "'include': files include each other more than " + MAX_INCLUDES + " deep");
            return;
        }
        try {
            Path file = directory.resolve(ValueTypes.PATH.parser().parse(name));
            new KeyWalker(settings, origin, ConfigFile.directoryOf(file), includeDepth + 1)
                    .walk("", ConfigFile.read(file));
        } catch (BadValueException e) {
            settings.problem(name.place(), "'include': " + e.getMessage());
        } catch (ConfigException e) {
            settings.problems(e.problems());
        }
    }
}
