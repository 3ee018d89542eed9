package dev.winnow.rule.option;

import java.util.Optional;
import java.util.OptionalInt;

/// Where in its buffer a content may lie. "Previous match" is the end of the content or pcre before it in the same
/// buffer, and the buffer's start when there is none.
public sealed interface Position {
    /// Anywhere in the buffer.
    enum Anywhere implements Position {
        INSTANCE;

        @Override
        public void writeTo(OptionWriter out) {}
    }

    /// `startswith`: the first byte of the literal is the first byte of the buffer.
    enum Start implements Position {
        INSTANCE;

        @Override
        public void writeTo(OptionWriter out) {
            out.flag("startswith");
        }
    }

    /// `offset`, `depth`: the literal lies wholly within `depth` bytes counted from byte `offset`.
    ///
    /// @param offset 0..65535
    /// @param depth at least the literal's length; empty for no bound
    record Absolute(int offset, OptionalInt depth) implements Position {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("offset", offset).option("depth", depth);
        }
    }

    /// `distance`, `within`: the literal begins at least `distance` bytes after the previous match's end (before it
    /// when negative), and lies wholly within `within` bytes counted from that place.
    ///
    /// Within's bytes are counted from the previous match's end plus distance. Without `distance` that is the
    /// previous match's end itself.
    ///
    /// @param distance -1048576..1048576; empty when only `within` was written, which means the same as 0
    /// @param within at least the literal's length; empty for no bound
    record Relative(OptionalInt distance, OptionalInt within) implements Position {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("distance", distance).option("within", within);
        }
    }

    /// One of the two above where a number is what another option read into a variable.
    ///
    /// @param relative `start` and `room` are `distance` and `within`, else `offset` and `depth`
    /// @param start as the rule says, 0 where it says nothing
    record Computed(boolean relative, Operand start, Optional<Operand> room) implements Position {
        @Override
        public void writeTo(OptionWriter out) {
            out.option(relative ? "distance" : "offset", start);
            room.ifPresent(bytes -> out.option(relative ? "within" : "depth", bytes));
        }

        @Override
        public boolean isRelative() {
            return relative;
        }
    }

    /// Writes the modifiers that give the content its place.
    void writeTo(OptionWriter out);

    /// True for a position that depends on the match before it.
    default boolean isRelative() {
        return this instanceof Relative;
    }
}
