package dev.winnow.rule.parse;

import dev.winnow.rule.source.Diagnostics;
import java.util.Set;

/// Reads `name:value; name; …`, one option at a time. A mistake in one does not keep the others from being read.
final class OptionsReader {
    /// Keywords whose values may stand in quotes, and need not.
    private static final Set<String> QUOTABLE = Set.of(
            "app-layer-protocol",
            "fileext",
            "filename",
            "ip_proto",
            "pcrexform",
            "ssh.protoversion",
            "ssh.softwareversion",
            "tos",
            "xor");

    private final KeywordTable keywords;
    private final Diagnostics diagnostics;

    OptionsReader(KeywordTable keywords, Diagnostics diagnostics) {
        this.keywords = keywords;
        this.diagnostics = diagnostics;
    }

    void read(Value options, RuleDraft rule) {
        Value rest = options.trim();
        while (!rest.isEmpty()) {
            int end = semicolon(rest);
            Value option = rest.slice(0, end < 0 ? rest.length() : end).trim();
            if (end < 0) {
                rest.drop(rest.length())
                        .mistake("expected `;` after the option")
                        .report(diagnostics);
            }
            try {
                readOne(option, rule);
            } catch (Mistake mistake) {
                mistake.report(diagnostics);
            }
            rest = end < 0 ? rest.drop(rest.length()) : rest.drop(end + 1).trimStart();
        }
    }

    /// The index of the next semicolon without a backslash before it, or -1. As in Suricata, quotes do not hide it.
    private static int semicolon(Value text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) == ';' && (i == 0 || text.at(i - 1) != '\\')) {
                return i;
            }
        }
        return -1;
    }

    private void readOne(Value option, RuleDraft rule) throws Mistake {
        int colon = option.indexOf(':');
        Value name = option.slice(0, colon < 0 ? option.length() : colon).trim();
        Value value = colon < 0
                ? option.drop(option.length())
                : option.drop(colon + 1).trim();
        if (name.isEmpty()) {
            throw option.mistake("expected a keyword");
        }
        Keyword keyword = keywords.find(name.text()).orElse(null);
        if (keyword == null) {
            rule.refuse(name, keywords.complaint(name), UnsupportedKeywords.isCondition(name.text(), value));
            return;
        }
        switch (keyword.arity()) {
            case NONE -> keyword.reader().read(none(value, name), rule);
            case OPTIONAL -> keyword.reader().read(bare(value, name), rule);
            case REQUIRED -> keyword.reader().read(bare(some(value, name), name), rule);
            case QUOTED -> keyword.reader().read(some(value, name), rule);
        }
    }

    private static Value none(Value value, Value name) throws Mistake {
        if (!value.isEmpty()) {
            throw value.mistake(name.quoted() + " takes no value");
        }
        return name;
    }

    /// As in Suricata 7.0.10, few values can stand in quotes.
    private static Value bare(Value value, Value name) throws Mistake {
        if (value.startsWith('"') && !QUOTABLE.contains(name.text())) {
            throw value.mistake(name.quoted() + " takes no quotes");
        }
        return value.unquoted().trim();
    }

    private static Value some(Value value, Value name) throws Mistake {
        if (value.isEmpty()) {
            throw name.mistake(name.quoted() + " needs a value");
        }
        return value;
    }
}
