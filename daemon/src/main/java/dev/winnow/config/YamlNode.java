package dev.winnow.config;

import java.util.List;
import java.util.stream.Collectors;

/// A YAML document as it was written: scalars stay text, because `yes`, `0x10` and `!$HOME_NET` mean what the key
/// that they stand under says, not what a YAML version says.
sealed interface YamlNode {
    Place place();

    /// What a message calls this kind of node.
    String kind();

    /// @param text    the scalar without its quotes; a local tag such as `!$HOME_NET` counts as text
    /// @param present false for an empty value, which leaves a default as it is
    record Scalar(String text, boolean present, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "'" + text + "'";
        }
    }

    /// `[a, b]`, or a line with a dash for each item.
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Keys and values in the order of the file.
    record Mapping(List<Entry> entries, Place place) implements YamlNode {
        @Override
        public String kind() {
            return "a section of keys";
        }
    }

    /// One key of a mapping.
    record Entry(String key, Place keyPlace, YamlNode value) {}

    /// The node in the rule language's own writing, where a list is `[a,b]`.
    default String flowText() throws BadValueException {
        return switch (this) {
            case Scalar scalar -> scalar.text();
            case Sequence sequence -> {
                StringBuilder text = new StringBuilder("[");
                for (YamlNode item : sequence.items()) {
                    text.append(text.length() > 1 ? "," : "").append(item.flowText());
                }
                yield text.append(']').toString();
            }
            case Mapping mapping ->
                throw new BadValueException("expected a value or a list, found the keys "
                        + mapping.entries().stream().map(Entry::key).limit(3).collect(Collectors.joining(", ")));
        };
    }
}
