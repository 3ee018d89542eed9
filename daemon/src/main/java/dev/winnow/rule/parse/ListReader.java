package dev.winnow.rule.parse;

import java.util.ArrayList;
import java.util.List;

/// The shape that addresses and ports share: `any`, `$NAME`, `!…`, `[…,…]` around single items.
///
/// @param <E> the type of expressions
abstract class ListReader<E> {
    /// Deeper nesting than this is no one's rule, and would cost stack.
    private static final int MAX_DEPTH = 32;

    private final String what;

    /// @param what the name of an item in messages
    ListReader(String what) {
        this.what = what;
    }

    abstract E any();

    abstract E variable(String name);

    abstract E not(E negated);

    abstract E group(List<E> members);

    abstract E item(Value text) throws Mistake;

    final E read(Value text, int depth) throws Mistake {
        if (depth > MAX_DEPTH) {
            throw text.mistake("lists are nested more than " + MAX_DEPTH + " deep");
        }
        if (text.isEmpty()) {
            throw text.mistake("expected " + what);
        }
        return switch (text.at(0)) {
            case '!' -> negation(text.drop(1).trim(), depth);
            case '[' -> list(text, depth);
            case '$' -> variable(name(text.drop(1)));
            default -> text.text().equalsIgnoreCase("any") ? any() : item(text);
        };
    }

    private E negation(Value text, int depth) throws Mistake {
        if (text.startsWith('!')) {
            throw text.mistake("a negation of a negation");
        }
        if (text.text().equalsIgnoreCase("any")) {
            throw text.mistake("`!any` leaves nothing to match");
        }
        return not(read(text, depth + 1));
    }

    private E list(Value text, int depth) throws Mistake {
        int close = closing(text);
        if (close < 0) {
            throw text.mistake("the list is not closed with `]`");
        }
        if (close < text.length() - 1) {
            throw text.drop(close + 1).mistake("unexpected text after the list");
        }
        List<E> members = new ArrayList<>();
        int from = 1;
        int nested = 0;
        for (int i = 1; i <= close; i++) {
            char c = text.at(i);
            nested += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (i == close || (c == ',' && nested == 0)) {
                members.add(read(text.slice(from, i).trim(), depth + 1));
                from = i + 1;
            }
        }
        return group(members);
    }

    /// The index of the bracket that closes the first one, or -1.
    private static int closing(Value text) {
        int nested = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            nested += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (nested == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String name(Value name) throws Mistake {
        for (int i = 0; i < name.length(); i++) {
            char c = name.at(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                throw name.mistake("a variable's name has letters, digits, `_` and `-`");
            }
        }
        if (name.isEmpty()) {
            throw name.mistake("expected a variable's name after `$`");
        }
        return name.text();
    }
}
