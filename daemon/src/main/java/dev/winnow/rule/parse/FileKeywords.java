package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.FileHash;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.TransactionOption.FileStore;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Keywords about files that have values (user guide: "File Keywords"). Those about names are contents of
/// [Field#FILE_NAME].
final class FileKeywords {
    private static final Set<String> STORED_SIDES = Set.of("request", "to_server", "response", "to_client", "both");
    private static final Set<String> STORED_SCOPES = Set.of("file", "tx", "ssn", "flow");

    private FileKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("filename", Keyword.required((value, rule) -> rule.add(name(value, "", false))));
        table.add("fileext", Keyword.required((value, rule) -> rule.add(name(value, ".", true))));
        table.add(
                "filesize",
                Keyword.condition(
                        value -> new NumberTest(NumberField.FILE_SIZE, value.range("filesize", Long.MAX_VALUE - 1))));
        table.add("filestore", new Keyword(Keyword.Arity.OPTIONAL, (value, rule) -> rule.add(store(value))));
        for (Field digest : List.of(Field.FILE_MD5, Field.FILE_SHA1, Field.FILE_SHA256)) {
            table.add(digest.keyword(), Keyword.condition(value -> hash(value, digest)));
        }
    }

    private static FileHash hash(Value value, Field digest) throws Mistake {
        boolean negated = value.startsWith('!');
        Value list = negated ? value.drop(1).trim() : value;
        if (list.isEmpty()) {
            throw value.mistake("expected the name of a file of digests");
        }
        return new FileHash(new Buffer(digest), list.text(), negated);
    }

    private static FileStore store(Value value) throws Mistake {
        List<Value> parts = value.isEmpty() ? List.of() : value.split(',');
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).text().toLowerCase(Locale.ROOT);
            boolean isKnown =
                    (i == 0 && STORED_SIDES.contains(part)) || (i == parts.size() - 1 && STORED_SCOPES.contains(part));
            if (i > 1 || !isKnown) {
                throw parts.get(i).mistake("expected a direction, a scope, or both with a comma between them");
            }
        }
        return new FileStore(value.text());
    }

    private static Content name(Value value, String before, boolean atEnd) throws Mistake {
        boolean negated = value.startsWith('!');
        Value text = (negated ? value.drop(1).trim() : value).unquoted();
        if (text.isEmpty()) {
            throw value.mistake("there is nothing to look for");
        }
        return new Content(
                new Buffer(Field.FILE_NAME),
                Escapes.bytes(before, text),
                negated,
                true,
                Position.Anywhere.INSTANCE,
                atEnd,
                false,
                FastPattern.Unspecified.INSTANCE);
    }
}
