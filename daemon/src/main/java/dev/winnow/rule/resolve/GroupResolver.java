package dev.winnow.rule.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What addresses and ports have in common when expressions become sets: variables that stand for each other, lists of
/// what is in and what is out, and memory of what was resolved before. One thread.
///
/// A list is the union of its members without `!`, minus the union of those with one; a list of only negated members is
/// everything minus them. Lists in lists are sets of their own.
///
/// @param <E> expressions as written
/// @param <S> sets
abstract class GroupResolver<E, S> {
    private final Map<String, String> variables;
    private final Map<E, S> resolved = new HashMap<>();
    private final Map<String, Unresolvable> failed = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    GroupResolver(Map<String, String> variables) {
        this.variables = variables;
    }

    /// The set without variables, lists and negations.
    abstract S evaluate(E expression) throws Unresolvable;

    /// Reads a variable's text.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    abstract E read(String text);

    abstract boolean isEmpty(S set);

    /// The set that `expression` stands for; the same one for equal expressions.
    final S resolve(E expression) throws Unresolvable {
        S known = resolved.get(expression);
        if (known != null) {
            return known;
        }
        S set = evaluate(expression);
        if (isEmpty(set)) {
            throw new Unresolvable("this leaves nothing to match");
        }
        resolved.put(expression, set);
        return set;
    }

    final S variable(String name) throws Unresolvable {
        Unresolvable failure = failed.get(name);
        if (failure != null) {
            throw failure;
        }
        try {
            return follow(name);
        } catch (Unresolvable unresolvable) {
            Unresolvable blamed = unresolvable.within(name);
            failed.put(name, blamed);
            throw blamed;
        }
    }

    private S follow(String name) throws Unresolvable {
        String text = variables.get(name);
        if (text == null) {
            throw new Unresolvable(undefined(name));
        }
        if (path.contains(name)) {
            throw new Unresolvable("variable `$" + name + "` stands for itself: " + cycle(name));
        }
        path.addLast(name);
        try {
            return resolve(read(text));
        } catch (IllegalArgumentException unreadable) {
            throw new Unresolvable("variable `$" + name + "`: " + unreadable.getMessage());
        } finally {
            path.removeLast();
        }
    }

    private String undefined(String name) {
        String by = path.isEmpty() ? "" : ", which `$" + path.getLast() + "` refers to,";
        return "variable `$" + name + "`" + by + " is not defined";
    }

    private String cycle(String name) {
        List<String> names = new ArrayList<>(path);
        names.add(name);
        return "$" + String.join(" -> $", names.subList(names.indexOf(name), names.size()));
    }
}
