package dev.winnow.rule.parse;

import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keywords about what application protocol a connection was told to be (user guide: "Generic App Layer Keywords").
final class AppLayerKeywords {
    private static final List<String> PROTOCOLS =
            Arrays.stream(AppProtocol.values()).map(AppProtocol::keyword).toList();

    private AppLayerKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("app-layer-protocol", Keyword.condition(AppLayerKeywords::protocol));
    }

    private static RuleOption protocol(Value value) throws Mistake {
        boolean negated = value.startsWith('!');
        Value word = negated ? value.drop(1).trim() : value;
        String name = word.text();
        Optional<AppProtocol> protocol = AppProtocol.of(name);
        if (UnsupportedProtocols.NAMES.contains(name)) {
            throw word.mistake("protocol " + word.quoted() + " is not supported yet");
        }
        if (protocol.isEmpty() && !name.equals("failed")) {
            throw word.mistake(
                    "unknown protocol " + word.quoted() + Nearest.hint(name.toLowerCase(Locale.ROOT), PROTOCOLS));
        }
        return new AppLayerProtocol(protocol, negated);
    }
}
