package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Position;

/// Older keywords about the names of files, as contents of [Field#FILE_NAME] (user guide: "File Keywords").
final class FileKeywords {
    private FileKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("filename", Keyword.required((value, rule) -> rule.add(name(value, "", false))));
        table.add("fileext", Keyword.required((value, rule) -> rule.add(name(value, ".", true))));
    }

    private static Content name(Value value, String before, boolean atEnd) throws Mistake {
        boolean negated = value.startsWith('!');
        Value text = (negated ? value.drop(1).trim() : value).unquoted();
        if (text.isEmpty()) {
            throw value.mistake("there is nothing to look for");
        }
        return new Content(
                new Buffer(Field.FILE_NAME),
                Bytes.ofLatin1(before + Escapes.decode(text)),
                negated,
                true,
                Position.Anywhere.INSTANCE,
                atEnd,
                false,
                FastPattern.Unspecified.INSTANCE);
    }
}
