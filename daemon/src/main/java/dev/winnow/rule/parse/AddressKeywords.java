package dev.winnow.rule.parse;

import dev.winnow.rule.option.AddressOption.Country;
import dev.winnow.rule.option.AddressOption.Reputation;
import dev.winnow.rule.option.AddressOption.Side;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.RuleOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `iprep` and `geoip` (user guide: "IP Reputation Keyword", "IP Keywords").
final class AddressKeywords {
    private static final int MAX_SCORE = 127;
    private static final int REPUTATION_PARTS = 4;
    private static final int MEMBERSHIP_PARTS = 3;
    private static final int COUNTRY_LENGTH = 2;

    private AddressKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("iprep", Keyword.condition(AddressKeywords::reputation));
        table.add("geoip", Keyword.condition(AddressKeywords::country));
    }

    private static RuleOption reputation(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() != REPUTATION_PARTS && parts.size() != MEMBERSHIP_PARTS) {
            throw value.mistake("expected `side,category,comparison,score` or `side,category,isset`");
        }
        Value side = parts.getFirst();
        return new Reputation(
                side(side).orElseThrow(() -> side.mistake("expected `any`, `src`, `dst` or `both`")),
                parts.get(1).text(),
                score(parts));
    }

    private static Optional<NumberRange> score(List<Value> parts) throws Mistake {
        if (parts.size() == REPUTATION_PARTS) {
            return Optional.of(Numbers.compared(parts.get(2), parts.get(3), "iprep", MAX_SCORE));
        }
        return switch (parts.getLast().text()) {
            case "isset" -> Optional.of(NumberRange.between(0, Long.MAX_VALUE));
            case "isnotset" -> Optional.empty();
            default -> throw parts.getLast().mistake("expected `isset` or `isnotset`");
        };
    }

    private static Optional<Side> side(Value word) {
        for (Side side : Side.values()) {
            if (side.keyword().equals(word.text())) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }

    private static RuleOption country(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        Optional<Side> side = side(parts.getFirst());
        List<Value> names = side.isPresent() ? parts.subList(1, parts.size()) : parts;
        if (names.isEmpty()) {
            throw value.mistake("expected a country's two letters");
        }
        boolean negated = names.getFirst().startsWith('!');
        List<String> countries = new ArrayList<>();
        for (Value name : names) {
            Value letters = name.startsWith('!') ? name.drop(1) : name;
            if (letters.length() != COUNTRY_LENGTH) {
                throw name.mistake("expected a country's two letters");
            }
            countries.add(letters.text().toUpperCase(Locale.ROOT));
        }
        return new Country(side.orElse(Side.ANY), countries, negated);
    }
}
