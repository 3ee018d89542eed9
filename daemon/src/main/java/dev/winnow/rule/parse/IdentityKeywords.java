package dev.winnow.rule.parse;

import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Reference;
import java.util.Optional;
import java.util.OptionalInt;

/// Keywords by which a rule describes itself (user guide: "Meta Keywords").
final class IdentityKeywords {
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private IdentityKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("msg", Keyword.quoted(IdentityKeywords::msg));
        table.add("sid", once("sid", (value, rule) -> rule.identity.sid = value.number("sid", 1, U32_MAX)));
        table.add("gid", once("gid", (value, rule) -> rule.identity.gid = value.number("gid", 0, U32_MAX)));
        table.add("rev", once("rev", (value, rule) -> rule.identity.rev = value.number("rev", 1, U32_MAX)));
        table.add("classtype", Keyword.required(IdentityKeywords::classtype));
        table.add("priority", Keyword.required(IdentityKeywords::priority));
        table.add("reference", Keyword.required(IdentityKeywords::reference));
        table.add("metadata", Keyword.required(IdentityKeywords::metadata));
    }

    private static Keyword once(String name, Keyword.Reader reader) {
        return Keyword.required((value, rule) -> {
            mustBeFirst(name, value, rule);
            reader.read(value, rule);
        });
    }

    private static void mustBeFirst(String name, Value value, RuleDraft rule) throws Mistake {
        if (!rule.identity.isFirst(name)) {
            throw value.mistake("`" + name + "` is given twice");
        }
    }

    private static void msg(Value value, RuleDraft rule) throws Mistake {
        mustBeFirst("msg", value, rule);
        rule.identity.msg = SourceText.readable(Escapes.decode(Escapes.quotedText(value)));
    }

    private static void classtype(Value value, RuleDraft rule) {
        if (rule.identity.isFirst("classtype")) {
            rule.identity.classtype = Optional.of(value.text());
        } else {
            rule.warn(value, "`classtype` is given twice, the first one counts");
        }
    }

    private static void priority(Value value, RuleDraft rule) throws Mistake {
        int priority = value.integer("priority", 0, Integer.MAX_VALUE);
        if (rule.identity.isFirst("priority")) {
            rule.identity.priority = OptionalInt.of(priority);
        } else {
            rule.warn(value, "`priority` is given twice, the first one counts");
        }
    }

    private static void reference(Value value, RuleDraft rule) throws Mistake {
        int comma = value.indexOf(',');
        if (comma <= 0) {
            throw value.mistake("expected a reference as `system,id`");
        }
        String system = value.slice(0, comma).trim().text();
        String id = Escapes.decode(value.drop(comma + 1).trim().text());
        rule.identity.references.add(new Reference(system, SourceText.readable(id)));
    }

    private static void metadata(Value value, RuleDraft rule) {
        for (Value entry : value.split(',')) {
            if (!entry.isEmpty()) {
                rule.identity.metadata.add(SourceText.readable(entry.text()));
            }
        }
    }
}
