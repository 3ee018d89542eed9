package dev.winnow.rule.parse;

import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.EventCondition.Source;
import java.util.Locale;

/// Keywords about what winnow found odd (user guide: "Decode events", "Stream events", "App-layer-event").
final class EventKeywords {
    private EventKeywords() {}

    static void addTo(KeywordTable table) {
        for (Source source : Source.values()) {
            table.add(source.keyword(), Keyword.condition(value -> new EventCondition(source, name(value))));
        }
        table.add("engine-event", Keyword.condition(EventKeywords::engineEvent));
    }

    private static EventCondition engineEvent(Value value) throws Mistake {
        String name = name(value);
        int dot = name.indexOf('.');
        return switch (name.substring(0, Math.max(dot, 0))) {
            case "decoder" -> new EventCondition(Source.DECODER, name.substring(dot + 1));
            case "stream" -> new EventCondition(Source.STREAM, name.substring(dot + 1));
            default -> throw value.mistake("expected `decoder.` or `stream.` and the event's name");
        };
    }

    private static String name(Value value) throws Mistake {
        if (!value.hasOnlyNameLetters()) {
            throw value.mistake("the name of an event has letters, digits, `_`, `-` and `.`");
        }
        return value.text().toLowerCase(Locale.ROOT);
    }
}
