package dev.winnow.rule.option;

import java.util.List;

/// The bytes that content, pcre and their kin look into: a field, after what the rule has done to it. Options
/// with equal buffers look into the same bytes.
///
/// @param transforms in the order in which they are applied
/// @param selection of a manifold field: the number of times that the rule selected it before; 0 for other fields
public record Buffer(Field field, List<Transform> transforms, int selection) {
    /// The payload as it is.
    public static final Buffer PAYLOAD = new Buffer(Field.PKT_DATA);

    public Buffer {
        transforms = List.copyOf(transforms);
    }

    /// The field after transforms, selected for the first time.
    public Buffer(Field field, List<Transform> transforms) {
        this(field, transforms, 0);
    }

    /// The field as it is.
    public Buffer(Field field) {
        this(field, List.of());
    }

    /// The keyword that selects the field in a rule.
    public String name() {
        return field.keyword();
    }

    /// Writes what selects this buffer after `before` was selected.
    void writeTo(OptionWriter out, Buffer before) {
        boolean goesOn = field == before.field
                && selection == before.selection
                && transforms.size() >= before.transforms.size()
                && before.transforms.equals(transforms.subList(0, before.transforms.size()));
        if (!goesOn) {
            out.flag(name());
        }
        transforms.stream().skip(goesOn ? before.transforms.size() : 0).forEach(transform -> transform.writeTo(out));
    }
}
