package dev.winnow.detect.content;

import dev.winnow.rule.option.Operand;
import java.util.HashMap;
import java.util.Map;

/// Where the variables of one rule are kept while it is looked at. Filled in the rule's order. One thread.
final class Variables {
    private final Map<String, Integer> slots = new HashMap<>();
    private int count;

    /// A place for what the option at hand leaves behind. The name keeps meaning the option that had it first.
    ///
    /// @return a slot of [Inspection#variables]
    /// @throws IllegalArgumentException if there are too many
    int define(String name) {
        if (count == Inspection.MAX_VARIABLES) {
            throw new IllegalArgumentException("more than " + Inspection.MAX_VARIABLES + " variables");
        }
        int slot = count++;
        slots.putIfAbsent(name, slot);
        return slot;
    }

    /// @throws IllegalArgumentException if no option before has set the variable
    Amount amount(Operand operand) {
        return switch (operand) {
            case Operand.Constant(long value) -> Amount.of(value);
            case Operand.Variable(String name) when slots.containsKey(name) -> Amount.variable(slots.get(name));
            case Operand.Variable(String name) ->
                throw new IllegalArgumentException("nothing before sets the variable `" + name + "` in this buffer");
        };
    }
}
