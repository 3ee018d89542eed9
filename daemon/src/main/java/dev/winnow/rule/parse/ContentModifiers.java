package dev.winnow.rule.parse;

import java.util.Optional;

/// Keywords that say more about the content before them.
final class ContentModifiers {
    private ContentModifiers() {}

    static void addTo(KeywordTable table) {
        for (ContentModifier modifier : ContentModifier.values()) {
            table.add(modifier.keyword(), new Keyword(modifier.arity(), (value, rule) -> read(modifier, value, rule)));
        }
    }

    private static void read(ContentModifier modifier, Value value, RuleDraft rule) throws Mistake {
        // Suricata lets `fast_pattern` reach back behind the selection of another buffer.
        Optional<ContentDraft> content =
                Optional.ofNullable(modifier == ContentModifier.FAST_PATTERN ? rule.lastContent() : rule.modifiable());
        if (content.isPresent()) {
            if (modifier == ContentModifier.FAST_PATTERN) {
                rule.chooseFastPattern(content.get(), value);
            }
            content.get().modify(modifier, value, rule);
        } else if (!rule.isRefused()) {
            throw value.mistake("`" + modifier.keyword() + "` needs a `content` before it");
        }
    }
}
