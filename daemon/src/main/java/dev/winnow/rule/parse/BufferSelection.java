package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Transform;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which buffer the options of a rule look into, while they are read.
final class BufferSelection {
    private final Map<Field, Integer> selections = new EnumMap<>(Field.class);
    private final Set<Buffer> used = new HashSet<>();
    private Buffer current = Buffer.PAYLOAD;
    private Buffer last = Buffer.PAYLOAD;
    private Value unused;

    Buffer current() {
        return current;
    }

    Buffer relative() {
        return current.field() == Field.PKT_DATA ? last : current;
    }

    /// The keyword that selected the current buffer if nothing looks into it yet, else null.
    Value unused() {
        return unused;
    }

    void select(Value keyword, Field field) {
        int before = field.isManifold() ? selections.merge(field, 1, Integer::sum) - 1 : 0;
        current = new Buffer(field, List.of(), before);
        unused = field == Field.PKT_DATA || used.contains(current) ? null : keyword;
    }

    /// Goes back to the payload.
    void leave() {
        current = Buffer.PAYLOAD;
        unused = null;
    }

    /// @return false if the payload is selected, which has no transforms
    boolean transform(Transform transform) {
        List<Transform> transforms = new ArrayList<>(current.transforms());
        transforms.add(transform);
        current = new Buffer(current.field(), transforms, current.selection());
        return current.field() != Field.PKT_DATA;
    }

    /// Notes that an option looks into `buffer`.
    void lookInto(Buffer buffer) {
        last = buffer;
        use(buffer);
    }

    /// Notes that an option bears on `buffer`.
    void use(Buffer buffer) {
        used.add(buffer);
        if (buffer.equals(current)) {
            unused = null;
        }
    }
}
