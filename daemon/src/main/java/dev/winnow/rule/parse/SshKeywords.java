package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.Position;
import java.util.Set;

/// Older keywords about the banners of SSH, as contents of its fields (user guide: "SSH Keywords").
final class SshKeywords {
    private static final Buffer PROTOCOL = new Buffer(Field.SSH_PROTO);
    private static final Buffer SOFTWARE = new Buffer(Field.SSH_SOFTWARE);

    private SshKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("ssh.protoversion", Keyword.required((value, rule) -> {
            if (value.text().equals("2_compat")) {
                rule.add(new Pcre(PROTOCOL, "^(2|1\\.99)", false, Set.of()));
            } else {
                rule.add(content(PROTOCOL, value, Position.Start.INSTANCE));
            }
        }));
        table.add(
                "ssh.softwareversion",
                Keyword.required((value, rule) -> rule.add(content(SOFTWARE, value, Position.Anywhere.INSTANCE))));
    }

    private static Content content(Buffer buffer, Value text, Position position) throws Mistake {
        if (text.indexOf('|') >= 0) {
            throw text.mistake("no bytes in hexadecimal here: they are for contents of `"
                    + buffer.field().keyword() + "`");
        }
        return new Content(
                buffer,
                Bytes.ofLatin1(Escapes.decode(text)),
                false,
                false,
                position,
                false,
                false,
                FastPattern.Unspecified.INSTANCE);
    }
}
