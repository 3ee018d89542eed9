package dev.winnow.rule.parse;

import dev.winnow.rule.option.Operand;

/// Reads numbers in whose place the name of a variable can stand.
final class Operands {
    private Operands() {}

    /// A number from `min` to `max`, or a variable that an option before this one sets.
    static Operand read(Value value, String what, int min, int max, RuleDraft rule) throws Mistake {
        return isName(value) ? variable(value, rule) : Operand.of(value.integer(what, min, max));
    }

    /// Whether a name stands here and not a number.
    static boolean isName(Value value) {
        return !value.isEmpty() && Character.isLetter(value.at(0));
    }

    static Operand variable(Value name, RuleDraft rule) throws Mistake {
        if (!rule.hasVariable(name.text()) && !rule.isRefused()) {
            throw name.mistake("no `byte_extract` or `byte_math` before this sets " + name.quoted());
        }
        return new Operand.Variable(name.text());
    }

    /// The name of a variable that the rule has from here on.
    static String newVariable(Value name, RuleDraft rule) throws Mistake {
        if (!name.hasOnlyNameLetters()) {
            throw name.mistake("a variable's name has letters, digits, `_`, `-` and `.`");
        }
        rule.addVariable(name.text());
        return name.text();
    }
}
