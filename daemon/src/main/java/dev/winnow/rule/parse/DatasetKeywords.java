package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.Dataset.Command;
import dev.winnow.rule.option.Dataset.Files;
import dev.winnow.rule.option.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `dataset` and `datarep` (user guide: "Datasets"). `hashsize` is an advice about tables that winnow sizes by itself,
/// and is read and passed over.
final class DatasetKeywords {
    private static final Set<String> DATASET_WORDS = Set.of("type", "load", "save", "state", "memcap", "hashsize");
    private static final Set<String> REPUTATION_WORDS = Set.of("type", "load", "memcap", "hashsize");
    private static final String UNITS = "kmg";
    private static final int UNIT_SHIFT = 10;
    private static final long MAX_MEMCAP = 1L << 32;
    private static final int MAX_REPUTATION = 0xFFFF;
    private static final int REPUTATION_FIXED = 3;

    private DatasetKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("dataset", Keyword.required(DatasetKeywords::dataset));
        table.add("datarep", Keyword.required(DatasetKeywords::reputation));
    }

    private static void dataset(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < 2) {
            throw value.mistake("expected `command,name`");
        }
        NamedValues words = new NamedValues(parts.subList(2, parts.size()), DATASET_WORDS);
        words.integer("hashsize", 1, Integer.MAX_VALUE, 1);
        rule.add(new Dataset(
                buffer(value, rule),
                command(parts.getFirst()),
                name(parts.get(1)),
                type(words),
                files(words, value),
                memcap(words)));
    }

    private static void reputation(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < REPUTATION_FIXED) {
            throw value.mistake("expected `name,comparison,reputation`");
        }
        NamedValues words = new NamedValues(parts.subList(REPUTATION_FIXED, parts.size()), REPUTATION_WORDS);
        rule.add(new DataReputation(
                buffer(value, rule),
                name(parts.getFirst()),
                Numbers.compared(parts.get(1), parts.get(2), "datarep", MAX_REPUTATION),
                type(words),
                words.text("load"),
                memcap(words)));
    }

    private static Files files(NamedValues words, Value value) throws Mistake {
        try {
            return new Files(words.text("load"), words.text("save"), words.text("state"));
        } catch (IllegalArgumentException e) {
            throw value.mistake(e.getMessage());
        }
    }

    /// A number of bytes, perhaps with `kb`, `mb` or `gb` behind it.
    private static OptionalLong memcap(NamedValues words) throws Mistake {
        Optional<Value> given = words.find("memcap");
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        Value value = given.get();
        String text = value.text().toLowerCase(Locale.ROOT);
        int unit = text.endsWith("b") && text.length() > 2 ? UNITS.indexOf(text.charAt(text.length() - 2)) : -1;
        Value digits = unit < 0 ? value : value.slice(0, value.length() - 2).trim();
        return OptionalLong.of(digits.number("memcap", 1, MAX_MEMCAP) << (UNIT_SHIFT * (unit + 1)));
    }

    private static Buffer buffer(Value value, RuleDraft rule) throws Mistake {
        if (rule.buffer().field() == Field.PKT_DATA) {
            throw value.mistake("a set is asked about a field, and not about the payload");
        }
        return rule.buffer();
    }

    private static Command command(Value word) throws Mistake {
        for (Command command : Command.values()) {
            if (command.name().toLowerCase(Locale.ROOT).equals(word.text())) {
                return command;
            }
        }
        throw word.mistake("expected `isset`, `isnotset`, `set` or `unset`");
    }

    private static String name(Value name) throws Mistake {
        if (!name.hasOnlyNameLetters()) {
            throw name.mistake("the name of a set has letters, digits, `_`, `-` and `.`");
        }
        return name.text();
    }

    private static Optional<Dataset.Type> type(NamedValues words) throws Mistake {
        Optional<Value> word = words.find("type");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (Dataset.Type type : Dataset.Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word.get().text())) {
                return Optional.of(type);
            }
        }
        throw word.get().mistake("expected `string`, `md5`, `sha256`, `ipv4` or `ip`");
    }
}
