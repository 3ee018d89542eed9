package dev.winnow.detect.content;

import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.Position;

/// A literal together with where it may lie: between a start and an end that count from the buffer's start or from the
/// previous match's end. Immutable.
final class Target {
    private static final int UNBOUNDED = -1;

    private final Literal literal;
    private final boolean relative;
    private final int offset;
    private final int extent;
    private final boolean endsWith;

    private Target(Literal literal, boolean relative, int offset, int extent, boolean endsWith) {
        this.literal = literal;
        this.relative = relative;
        this.offset = offset;
        this.extent = extent;
        this.endsWith = endsWith;
    }

    static Target of(Content content) {
        Literal literal = new Literal(content.pattern(), content.noCase());
        boolean endsWith = content.endsWith();
        return switch (content.position()) {
            case Position.Anywhere _ -> new Target(literal, false, 0, UNBOUNDED, endsWith);
            case Position.Start _ -> new Target(literal, false, 0, literal.length(), endsWith);
            case Position.Absolute absolute ->
                new Target(literal, false, absolute.offset(), absolute.depth().orElse(UNBOUNDED), endsWith);
            case Position.Relative relative ->
                new Target(
                        literal,
                        true,
                        relative.distance().orElse(0),
                        relative.within().orElse(UNBOUNDED),
                        endsWith);
        };
    }

    int length() {
        return literal.length();
    }

    /// The literal's first place at or after `notBefore`, or -1.
    int find(Inspection in, int previousEnd, int notBefore) {
        int origin = relative ? previousEnd + offset : offset;
        int from = Math.max(Math.max(0, origin), notBefore);
        int to = extent == UNBOUNDED ? in.length : Math.min(in.length, origin + extent);
        if (endsWith) {
            return to == in.length ? findAtEnd(in, from) : -1;
        }
        return to - from < literal.length() ? -1 : literal.find(in.memory, in.base, from, to);
    }

    private int findAtEnd(Inspection in, int from) {
        int place = in.length - literal.length();
        return place >= from && literal.isAt(in.memory, in.base + place) ? place : -1;
    }
}
