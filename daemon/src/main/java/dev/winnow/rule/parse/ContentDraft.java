package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.Transform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A content while its modifiers are read.
final class ContentDraft implements RuleDraft.Pending {
    private static final int MAX_OFFSET = 0xFFFF;

    /// The user guide bounds `distance` and `within` by 1 MB.
    private static final int MAX_DISTANCE = 1 << 20;

    private Buffer buffer;
    private final Value text;
    private final Bytes pattern;
    private final boolean negated;
    private final Map<ContentModifier, Value> modifiers = new EnumMap<>(ContentModifier.class);
    private final Map<ContentModifier, Operand> variables = new EnumMap<>(ContentModifier.class);

    /// Begins a content with a value such as `!"text"`.
    static ContentDraft read(Value value, Buffer buffer) throws Mistake {
        boolean negated = value.startsWith('!');
        Value quoted = negated ? value.drop(1).trim() : value;
        return new ContentDraft(buffer, Escapes.quotedText(quoted), negated);
    }

    private ContentDraft(Buffer buffer, Value text, boolean negated) throws Mistake {
        this.buffer = buffer;
        this.text = text;
        this.pattern = Escapes.bytes(text);
        this.negated = negated;
        if (pattern.length() == 0) {
            throw text.mistake("the content is empty");
        }
    }

    void modify(ContentModifier modifier, Value value, RuleDraft rule) throws Mistake {
        for (ContentModifier other : modifiers.keySet()) {
            if (modifier.excludes(other)) {
                throw value.mistake(
                        "`" + modifier.keyword() + "` and `" + other.keyword() + "` do not go together on one content");
            }
        }
        if (modifier == ContentModifier.RAWBYTES && buffer.field() != Field.PKT_DATA) {
            throw value.mistake("`rawbytes` is for contents of the payload");
        }
        if (modifier.takesNumber() && Operands.isName(value)) {
            variables.put(modifier, Operands.variable(value, rule));
        }
        boolean repeated = modifiers.putIfAbsent(modifier, value) != null;
        if (repeated && modifier != ContentModifier.ENDSWITH) {
            throw value.mistake("`" + modifier.keyword() + "` is given twice for one content");
        }
    }

    void move(Field field, Value keyword) throws Mistake {
        if (modifiers.containsKey(ContentModifier.RAWBYTES)) {
            throw keyword.mistake("`rawbytes` is for contents of the payload");
        }
        buffer = new Buffer(field);
    }

    /// The buffer that the content is in as far as the rule was read.
    Buffer buffer() {
        return buffer;
    }

    /// Whether no field was selected for it, and no modifier has moved it into one.
    boolean isOfPayload() {
        return buffer.equals(Buffer.PAYLOAD);
    }

    @Override
    public Content finish(RuleDraft rule) throws Mistake {
        boolean noCase = modifiers.containsKey(ContentModifier.NOCASE);
        checkTransforms(noCase, rule);
        Bytes wanted = FieldRules.check(buffer, pattern, noCase, text);
        return new Content(
                buffer,
                wanted,
                negated,
                noCase,
                position(),
                modifiers.containsKey(ContentModifier.ENDSWITH),
                modifiers.containsKey(ContentModifier.RAWBYTES),
                fastPattern());
    }

    /// As in Suricata 7.0.10, a negated content may be one that a transform leaves nowhere; with `nocase` it may even
    /// be there.
    private void checkTransforms(boolean noCase, RuleDraft rule) throws Mistake {
        Optional<Transform.Simple> remover = FieldRules.remover(buffer, pattern);
        if (remover.isPresent()) {
            String reason = "`" + remover.get().keyword() + "` changes such bytes: this content can never be found";
            if (!negated) {
                throw text.mistake(reason);
            }
            if (!noCase) {
                rule.warn(text, reason + ", so its negation always holds");
            }
        }
    }

    private Position position() throws Mistake {
        if (modifiers.containsKey(ContentModifier.STARTSWITH)) {
            return Position.Start.INSTANCE;
        }
        if (variables.isEmpty()) {
            return fixedPosition();
        }
        boolean relative = isGiven(ContentModifier.DISTANCE) || isGiven(ContentModifier.WITHIN);
        ContentModifier start = relative ? ContentModifier.DISTANCE : ContentModifier.OFFSET;
        ContentModifier room = relative ? ContentModifier.WITHIN : ContentModifier.DEPTH;
        Operand noDistance = Operand.of(0);
        return new Position.Computed(
                relative,
                computed(start, relative ? -MAX_DISTANCE : 0).orElse(noDistance),
                computed(room, pattern.length()));
    }

    private boolean isGiven(ContentModifier modifier) {
        return modifiers.containsKey(modifier);
    }

    private Optional<Operand> computed(ContentModifier modifier, int min) throws Mistake {
        if (!isGiven(modifier)) {
            return Optional.empty();
        }
        Operand variable = variables.get(modifier);
        return variable != null
                ? Optional.of(variable)
                : Optional.of(Operand.of(modifiers.get(modifier).integer(modifier.keyword(), min, MAX_DISTANCE)));
    }

    private Position fixedPosition() throws Mistake {
        OptionalInt distance = number(ContentModifier.DISTANCE, -MAX_DISTANCE, MAX_DISTANCE);
        OptionalInt within = room(ContentModifier.WITHIN, MAX_DISTANCE);
        if (distance.isPresent() || within.isPresent()) {
            return new Position.Relative(distance, within);
        }
        OptionalInt offset = number(ContentModifier.OFFSET, 0, MAX_OFFSET);
        OptionalInt depth = room(ContentModifier.DEPTH, MAX_OFFSET);
        return offset.isPresent() || depth.isPresent()
                ? new Position.Absolute(offset.orElse(0), depth)
                : Position.Anywhere.INSTANCE;
    }

    private OptionalInt number(ContentModifier modifier, int min, int max) throws Mistake {
        Value value = modifiers.get(modifier);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.integer(modifier.keyword(), min, max));
    }

    /// A number of bytes in which the content must fit.
    private OptionalInt room(ContentModifier modifier, int max) throws Mistake {
        OptionalInt room = number(modifier, 1, max);
        if (room.isPresent() && room.getAsInt() < pattern.length()) {
            throw modifiers
                    .get(modifier)
                    .mistake("`" + modifier.keyword() + "` of " + room.getAsInt() + " has no room for a content of "
                            + pattern.length() + " bytes");
        }
        return room;
    }

    private FastPattern fastPattern() throws Mistake {
        Value value = modifiers.get(ContentModifier.FAST_PATTERN);
        if (value == null) {
            return FastPattern.Unspecified.INSTANCE;
        }
        if (negated && isPlaced()) {
            throw value.mistake("a negated content with a place in the buffer cannot be the fast pattern");
        }
        if (value.text().equals("only")) {
            return only(value);
        }
        return value.isEmpty() ? new FastPattern.Whole(false) : chop(value);
    }

    private FastPattern only(Value value) throws Mistake {
        if (negated || isPlaced()) {
            throw value.mistake("`fast_pattern:only` is for a content that is neither negated nor placed");
        }
        return new FastPattern.Whole(true);
    }

    private FastPattern chop(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() != 2) {
            throw value.mistake("expected `only` or `offset,length`");
        }
        int offset = parts.getFirst().integer("offset of the fast pattern", 0, MAX_OFFSET);
        int length = parts.getLast().integer("length of the fast pattern", 1, MAX_OFFSET);
        if (offset + length > pattern.length()) {
            throw value.mistake("the content has only " + pattern.length() + " bytes");
        }
        return new FastPattern.Chop(offset, length);
    }

    private boolean isPlaced() {
        return modifiers.keySet().stream().anyMatch(m -> m.excludes(ContentModifier.STARTSWITH))
                || modifiers.containsKey(ContentModifier.STARTSWITH);
    }
}
