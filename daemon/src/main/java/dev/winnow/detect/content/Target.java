package dev.winnow.detect.content;

import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.Position;

/// A literal together with where it may lie: between a start and an end that count from the buffer's start or from the
/// previous match's end. Immutable.
final class Target {
    /// Farther than any number of 32 bits before the buffer's start could take back.
    private static final Amount UNBOUNDED = Amount.of(1L << 40);

    private final Literal literal;
    private final boolean relative;
    private final Amount offset;
    private final Amount extent;
    private final boolean endsWith;

    private Target(Literal literal, boolean relative, Amount offset, Amount extent, boolean endsWith) {
        this.literal = literal;
        this.relative = relative;
        this.offset = offset;
        this.extent = extent;
        this.endsWith = endsWith;
    }

    /// @throws IllegalArgumentException if nothing has set a variable
    static Target of(Content content, Variables variables) {
        Literal literal = new Literal(content.pattern(), content.noCase());
        boolean endsWith = content.endsWith();
        return switch (content.position()) {
            case Position.Anywhere _ -> new Target(literal, false, Amount.of(0), UNBOUNDED, endsWith);
            case Position.Start _ -> new Target(literal, false, Amount.of(0), Amount.of(literal.length()), endsWith);
            case Position.Absolute absolute ->
                new Target(
                        literal,
                        false,
                        Amount.of(absolute.offset()),
                        absolute.depth().isPresent()
                                ? Amount.of(absolute.depth().getAsInt())
                                : UNBOUNDED,
                        endsWith);
            case Position.Relative relative ->
                new Target(
                        literal,
                        true,
                        Amount.of(relative.distance().orElse(0)),
                        relative.within().isPresent()
                                ? Amount.of(relative.within().getAsInt())
                                : UNBOUNDED,
                        endsWith);
            case Position.Computed computed ->
                new Target(
                        literal,
                        computed.relative(),
                        variables.amount(computed.start()),
                        computed.room().map(variables::amount).orElse(UNBOUNDED),
                        endsWith);
        };
    }

    int length() {
        return literal.length();
    }

    /// The literal's first place at or after `notBefore`, or -1.
    int find(Inspection in, int previousEnd, int notBefore) {
        long origin = (relative ? previousEnd : -in.position) + number(offset, in);
        int from = Math.clamp(origin, notBefore, Math.max(notBefore, in.length));
        int to = Math.clamp(origin + number(extent, in), 0, in.length);
        if (endsWith) {
            return to == in.length ? findAtEnd(in, from) : -1;
        }
        return to - from < literal.length() ? -1 : literal.find(in.memory, in.base, from, to);
    }

    /// Of a variable only 32 bits count: without sign from the buffer's start on, with one from a match on.
    private long number(Amount operand, Inspection in) {
        long value = operand.value(in);
        if (!operand.isVariable()) {
            return value;
        }
        return relative ? (int) value : value & 0xFFFF_FFFFL;
    }

    /// Whether not to have found the literal does not depend on the matches before it. Where the offset is beyond the
    /// buffer's end Suricata 7 did not look, and does not know.
    boolean isMissingForGood(Inspection in) {
        return !relative && number(offset, in) - in.position <= in.length;
    }

    private int findAtEnd(Inspection in, int from) {
        int place = in.length - literal.length();
        return place >= from && literal.isAt(in.memory, in.base + place) ? place : -1;
    }
}
