package dev.winnow.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which rules speak first where several match one packet.
///
/// @param ranks every kind of action once, the first to speak first
public record ActionOrder(List<Kind> ranks) {
    /// What Suricata ships.
    static final ActionOrder DEFAULT = new ActionOrder(List.of(Kind.PASS, Kind.DROP, Kind.REJECT, Kind.ALERT));

    static final String DESCRIPTION = "the words pass, drop, reject and alert in some order";

    /// Actions that speak at the same time.
    public enum Kind {
        PASS,
        DROP,
        REJECT,
        ALERT
    }

    public ActionOrder {
        ranks = List.copyOf(ranks);
    }

    static ActionOrder parse(YamlNode node) throws BadValueException {
        List<String> words = ValueTypes.TEXTS.parser().parse(node);
        List<Kind> kinds = EnumSet.allOf(Kind.class).stream()
                .filter(kind -> words.contains(word(kind)))
                .sorted((a, b) -> Integer.compare(words.indexOf(word(a)), words.indexOf(word(b))))
                .toList();
        if (kinds.size() != Kind.values().length || words.size() != kinds.size()) {
            throw ValueType.unexpected(DESCRIPTION, words.stream().collect(Collectors.joining(", ", "'", "'")));
        }
        return new ActionOrder(kinds);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
