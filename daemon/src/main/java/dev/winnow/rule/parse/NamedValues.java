package dev.winnow.rule.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words of an option's value, some of which stand alone, and some have a value of their own behind a space.
final class NamedValues {
    private final Map<String, Value> values = new HashMap<>();

    /// Reads words of which each is one of `names`. A word may be repeated if it says the same again.
    NamedValues(List<Value> words, Set<String> names) throws Mistake {
        for (Value word : words) {
            int space = word.indexOf(' ');
            Value name = space < 0 ? word : word.slice(0, space);
            if (!names.contains(name.text())) {
                throw name.mistake("unknown word " + name.quoted() + Nearest.hint(name.text(), names));
            }
            Value value =
                    space < 0 ? word.drop(word.length()) : word.drop(space).trim();
            Value before = values.put(name.text(), value);
            if (before != null && !before.text().equals(value.text())) {
                throw word.mistake(name.quoted() + " is given twice");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The value of a word, if it is there.
    Optional<String> text(String name) throws Mistake {
        Value value = values.get(name);
        if (value != null && value.isEmpty()) {
            throw value.mistake("`" + name + "` needs a value");
        }
        return Optional.ofNullable(value).map(Value::text);
    }

    /// The value of a word that must be there.
    Value required(String name, Value whole) throws Mistake {
        return find(name).orElseThrow(() -> whole.mistake("`" + name + "` is missing"));
    }

    /// The number of a word, or `unsaid`.
    int integer(String name, int min, int max, int unsaid) throws Mistake {
        Value value = values.get(name);
        return value == null ? unsaid : value.integer(name, min, max);
    }
}
