package dev.winnow.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was set by files and options, before it is typed: the last word on each key, and everything found wrong.
final class Settings {
    private final Map<String, YamlNode> assigned = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private int passedOver;

    /// Sets a key, over whatever was said before. An empty value says nothing.
    void assign(String name, YamlNode value) {
        if (!(value instanceof YamlNode.Scalar scalar) || scalar.present()) {
            assigned.put(name, value);
        }
    }

    void problem(Place place, String message) {
        problems.add(new ConfigProblem(place, message));
    }

    void problems(List<ConfigProblem> more) {
        problems.addAll(more);
    }

    void passOver() {
        passedOver++;
    }

    /// How many keys of a foreign file meant nothing here.
    int passedOver() {
        return passedOver;
    }

    /// The typed value of a key, its default where nothing was set or where what was set is wrong.
    <T> T get(ConfigKey<T> key) {
        YamlNode node = assigned.get(key.name());
        return node == null ? key.defaultValue() : parse(key, node);
    }

    /// The names of the keys that were set, in the order in which that was first done.
    List<String> names() {
        return List.copyOf(assigned.keySet());
    }

    /// The rule variables of a section: `defaults`, with what was set laid over them.
    Map<String, String> variables(String section, Map<String, String> defaults) {
        Map<String, String> variables = new LinkedHashMap<>(defaults);
        assigned.forEach((name, node) -> {
            if (name.startsWith(section + ".")) {
                variables.put(name.substring(section.length() + 1), parse(ConfigKeys.variable(name), node));
            }
        });
        return variables;
    }

    private <T> T parse(ConfigKey<T> key, YamlNode node) {
        try {
            return key.type().parser().parse(node);
        } catch (BadValueException e) {
            problem(node.place(), "'" + key.name() + "' (" + key.help() + "): " + e.getMessage());
            return key.defaultValue();
        }
    }

    /// Ends reading.
    ///
    /// @throws ConfigException if anything was wrong
    void throwIfProblems() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
