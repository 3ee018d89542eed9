package dev.winnow.rule.option;

import java.util.List;

/// The bytes that content, pcre and their kin look into: a field, after what the rule has done to it.
///
/// @param transforms in the order in which they are applied
public record Buffer(Field field, List<Transform> transforms) {
    /// The payload as it is.
    public static final Buffer PAYLOAD = new Buffer(Field.PKT_DATA);

    public Buffer {
        transforms = List.copyOf(transforms);
    }

    /// The field as it is.
    public Buffer(Field field) {
        this(field, List.of());
    }

    /// The keyword that selects the field in a rule.
    public String name() {
        return field.keyword();
    }
}
