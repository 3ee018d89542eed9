package dev.winnow.rule.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group of a `pcre` whose bytes are kept in a variable when the rule matches.
///
/// @param group its number, from 1
public record Capture(Owner owner, String name, int group) {
    /// Who keeps the variable.
    public enum Owner {
        FLOW("flow"),
        /// Until the rules have judged the packet.
        PACKET("pkt");

        private final String word;

        Owner(String word) {
            this.word = word;
        }

        /// As written before the variable's name.
        public String word() {
            return word;
        }

        /// The keyword that asks for such a variable.
        public String keyword() {
            return word + "var";
        }
    }

    /// The groups of an expression whose names are `flow_` or `pkt_` and a variable.
    static List<Capture> named(String expression) {
        List<Capture> captures = new ArrayList<>();
        List<String> groups = groups(expression);
        for (int i = 0; i < groups.size(); i++) {
            for (Owner owner : Owner.values()) {
                String prefix = owner.word + "_";
                if (groups.get(i).startsWith(prefix) && groups.get(i).length() > prefix.length()) {
                    captures.add(new Capture(owner, groups.get(i).substring(prefix.length()), i + 1));
                }
            }
        }
        return captures;
    }

    /// The capturing groups by their numbers, with an empty text for one without a name (pcre2pattern(3), "Capture
    /// groups").
    static List<String> groups(String expression) {
        List<String> names = new ArrayList<>();
        boolean inClass = false;
        for (int at = 0; at < expression.length(); at++) {
            switch (expression.charAt(at)) {
                case '\\' -> at = expression.startsWith("\\Q", at) ? endOfQuoted(expression, at) : at + 1;
                case '[' -> {
                    at = inClass ? at : beginOfClass(expression, at);
                    inClass = true;
                }
                case ']' -> inClass = false;
                case '(' -> {
                    if (!inClass) {
                        group(expression, at + 1).ifPresent(names::add);
                    }
                }
                default -> {}
            }
        }
        return names;
    }

    private static int endOfQuoted(String expression, int at) {
        int end = expression.indexOf("\\E", at);
        return end < 0 ? expression.length() : end + 1;
    }

    /// A bracket right behind the opening one, or behind `^`, stands for itself.
    private static int beginOfClass(String expression, int at) {
        int first = expression.startsWith("^", at + 1) ? at + 2 : at + 1;
        return expression.startsWith("]", first) ? first : first - 1;
    }

    /// The name of the group that begins before `at`; empty for one that captures nothing.
    private static Optional<String> group(String expression, int at) {
        if (!expression.startsWith("?", at)) {
            return expression.startsWith("*", at) ? Optional.empty() : Optional.of("");
        }
        int from = at + (expression.startsWith("P", at + 1) ? 2 : 1);
        boolean isQuoted = expression.startsWith("'", from);
        boolean looksBehind = expression.startsWith("<=", from) || expression.startsWith("<!", from);
        if (!isQuoted && (looksBehind || !expression.startsWith("<", from))) {
            return Optional.empty();
        }
        int end = expression.indexOf(isQuoted ? '\'' : '>', from + 1);
        return end < 0 ? Optional.empty() : Optional.of(expression.substring(from + 1, end));
    }

    /// As the list behind a `pcre` has it.
    @Override
    public String toString() {
        return owner.word + ":" + name;
    }
}
