package dev.winnow.rule.resolve;

import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.syntax.Reference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a rule's `reference` leads.
///
/// @param prefixes what goes before the id of a reference, by system in lower case
public record References(Map<String, String> prefixes) {
    private static final String RESOURCE = "/dev/winnow/rule/reference.config";

    public References {
        prefixes = Map.copyOf(prefixes);
    }

    /// Reads a reference.config: lines of `config reference: system prefix`, with white space between the two. A later
    /// line for the same system is an error, and the first one counts.
    public static References read(Diagnostics diagnostics) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        ConfigLines.read(diagnostics, "reference", 1, fields -> {
            String[] parts = fields[0].split("\\s+", -1);
            if (parts.length != 2) {
                return Optional.of("expected a system and a prefix with a space between them");
            }
            return prefixes.putIfAbsent(parts[0].toLowerCase(Locale.ROOT), parts[1]) == null
                    ? Optional.empty()
                    : Optional.of("reference `" + parts[0] + "` is defined twice");
        });
        return new References(prefixes);
    }

    /// The systems that everybody's rules use, from winnow's own reference.config.
    public static References standard() {
        return read(new Diagnostics(Classifications.resource(RESOURCE)));
    }

    /// The address to read more at; empty for a system that is not known.
    public Optional<String> url(Reference reference) {
        return Optional.ofNullable(prefixes.get(reference.system().toLowerCase(Locale.ROOT)))
                .map(prefix -> prefix + reference.id());
    }
}
