package dev.winnow.rule.parse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `requires`: says what must be there for the rule to be read (user guide: "Meta Keywords"). winnow speaks the
/// language of Suricata 7.0, and so answers as that version does.
final class RequiresKeyword {
    /// The version of the rule language.
    private static final int[] VERSION = {7, 0, 10};

    private static final Pattern COMPARISON = Pattern.compile("(?<sign>[<>]=?)\\s*(?<version>[0-9.]+)\\s*");

    private RequiresKeyword() {}

    static void addTo(KeywordTable table) {
        table.add("requires", Keyword.required((value, _) -> check(value)));
    }

    private static void check(Value value) throws Mistake {
        for (Value requirement : value.split(',')) {
            int space = requirement.indexOf(' ');
            String kind =
                    space < 0 ? requirement.text() : requirement.slice(0, space).text();
            Value wanted = space < 0
                    ? requirement.drop(requirement.length())
                    : requirement.drop(space).trim();
            boolean met = switch (kind) {
                case "version" -> isVersion(wanted);
                case "keyword" -> KeywordTable.STANDARD.find(wanted.text()).isPresent();
                // Features are parts of Suricata.
                default -> false;
            };
            if (!met) {
                throw requirement.mistake("the rule requires " + requirement.quoted());
            }
        }
    }

    /// Whether one of the alternatives between `|` holds, each of which is a list of comparisons.
    private static boolean isVersion(Value wanted) throws Mistake {
        for (Value alternative : wanted.split('|')) {
            if (isInRange(alternative)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInRange(Value comparisons) throws Mistake {
        Value rest = comparisons;
        while (!rest.isEmpty()) {
            Matcher matcher = COMPARISON.matcher(rest.text());
            if (!matcher.lookingAt()) {
                throw rest.mistake("expected a comparison with a version, such as `>= 7.0.3`");
            }
            int order = compare(rest.slice(matcher.start("version"), matcher.end("version")));
            if (!holds(matcher.group("sign"), order)) {
                return false;
            }
            rest = rest.drop(matcher.end());
        }
        return true;
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /// The order of winnow's version and another one.
    private static int compare(Value other) throws Mistake {
        List<Value> parts = other.split('.');
        if (parts.size() > VERSION.length) {
            throw other.mistake("a version has at most three parts");
        }
        for (int i = 0; i < VERSION.length; i++) {
            int part = i < parts.size() ? parts.get(i).integer("version", 0, Short.MAX_VALUE) : 0;
            if (VERSION[i] != part) {
                return Integer.compare(VERSION[i], part);
            }
        }
        return 0;
    }
}
