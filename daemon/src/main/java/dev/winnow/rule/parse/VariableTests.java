package dev.winnow.rule.parse;

import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.VariableTest;

/// `flowvar` and `pktvar` (user guide: "Flow Keywords").
final class VariableTests {
    private VariableTests() {}

    static void addTo(KeywordTable table) {
        for (Capture.Owner owner : Capture.Owner.values()) {
            table.add(owner.keyword(), Keyword.condition(value -> read(owner, value)));
        }
    }

    private static RuleOption read(Capture.Owner owner, Value value) throws Mistake {
        int comma = value.indexOf(',');
        if (comma < 0) {
            throw value.mistake("expected `name,\"bytes\"`");
        }
        Value text = value.drop(comma + 1).trim();
        if (text.startsWith('!')) {
            throw text.mistake("what a variable does not hold cannot be asked for");
        }
        Bytes bytes = Escapes.bytes(text.unquoted());
        if (bytes.length() == 0) {
            throw text.mistake("expected the bytes that the variable holds");
        }
        return new VariableTest(owner, name(value.slice(0, comma).trim()), bytes);
    }

    /// The name of a variable.
    static String name(Value name) throws Mistake {
        if (name.isEmpty() || !name.hasOnlyNameLetters()) {
            throw name.mistake("the name of a variable has letters, digits, `_`, `-` and `.`");
        }
        return name.text();
    }
}
