package dev.winnow.rule.parse;

import dev.winnow.rule.option.RuleOption;

/// What a keyword of the rule language does to the rule that it stands in.
///
/// @param arity whether a value follows it
/// @param reader reads the value, trimmed and without quotes unless the arity is [Arity#QUOTED]. With [Arity#NONE] it
///     gets the keyword itself, to have a place to point at
record Keyword(Arity arity, Reader reader) {
    enum Arity {
        /// A value is a mistake.
        NONE,
        OPTIONAL,
        REQUIRED,
        /// Required, and in double quotes, perhaps with `!` before them. The reader gets it as written.
        QUOTED
    }

    @FunctionalInterface
    interface Reader {
        void read(Value value, RuleDraft rule) throws Mistake;
    }

    @FunctionalInterface
    interface Condition {
        RuleOption read(Value value) throws Mistake;
    }

    /// A keyword whose value makes one condition.
    static Keyword condition(Condition condition) {
        return new Keyword(Arity.REQUIRED, (value, rule) -> rule.add(condition.read(value)));
    }

    /// A keyword without a value that makes one condition.
    static Keyword flag(RuleOption option) {
        return new Keyword(Arity.NONE, (_, rule) -> rule.add(option));
    }

    static Keyword required(Reader reader) {
        return new Keyword(Arity.REQUIRED, reader);
    }

    static Keyword quoted(Reader reader) {
        return new Keyword(Arity.QUOTED, reader);
    }
}
