package dev.winnow.rule.option;

/// A number that a rule gives, or that an option before it in the rule reads from the traffic.
public sealed interface Operand {
    /// As written.
    record Constant(long value) implements Operand {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /// What `byte_extract` or `byte_math` with this name as its result read.
    record Variable(String name) implements Operand {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The number that a rule gives.
    static Operand of(long value) {
        return new Constant(value);
    }
}
