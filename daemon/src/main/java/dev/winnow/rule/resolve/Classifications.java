package dev.winnow.rule.resolve;

import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a rule's `classtype` means: a description for events and a priority.
///
/// @param byName by shortname in lower case
public record Classifications(Map<String, Classification> byName) {
    private static final String RESOURCE = "/dev/winnow/rule/classification.config";
    private static final int MAX_PRIORITY = 255;

    /// One class of rules.
    ///
    /// @param priority 1 (gravest) to 255
    public record Classification(String name, String description, int priority) {}

    public Classifications {
        byName = Map.copyOf(byName);
    }

    /// Reads a classification.config: lines of `config classification: shortname,description,priority`. A later line
    /// for the same name is an error, and the first one counts.
    public static Classifications read(Diagnostics diagnostics) {
        Map<String, Classification> byName = new LinkedHashMap<>();
        ConfigLines.read(diagnostics, "classification", 3, fields -> {
            int priority = ConfigLines.number(fields[2], MAX_PRIORITY);
            if (priority == 0) {
                return Optional.of("priority must be 1.." + MAX_PRIORITY + ", got " + fields[2]);
            }
            Classification entry = new Classification(fields[0], SourceText.readable(fields[1]), priority);
            return byName.putIfAbsent(fields[0].toLowerCase(Locale.ROOT), entry) == null
                    ? Optional.empty()
                    : Optional.of("classification `" + fields[0] + "` is defined twice");
        });
        return new Classifications(byName);
    }

    /// The classes that everybody's rules expect, from winnow's own classification.config.
    public static Classifications standard() {
        return read(new Diagnostics(resource(RESOURCE)));
    }

    static SourceText resource(String name) {
        try (InputStream in = Classifications.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("winnow lacks its resource " + name);
            }
            return SourceText.of(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The class called `name`, in whatever case.
    public Optional<Classification> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
