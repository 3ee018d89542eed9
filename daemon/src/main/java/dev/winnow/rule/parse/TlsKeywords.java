package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TlsState;
import dev.winnow.rule.option.TlsVersion;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import dev.winnow.rule.option.TransactionOption.TlsStates;
import dev.winnow.rule.option.TransactionOption.TlsVersions;
import java.util.ArrayList;
import java.util.List;

/// Keywords about TLS that have values (user guide: "SSL/TLS Keywords").
final class TlsKeywords {
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private TlsKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("tls.version", Keyword.condition(TlsKeywords::version));
        table.add("ssl_version", Keyword.condition(TlsKeywords::versions));
        table.add("ssl_state", Keyword.condition(TlsKeywords::states));
        table.add(
                "tls.cert_chain_len",
                Keyword.condition(value ->
                        new NumberTest(NumberField.TLS_CERTIFICATES, value.range("tls.cert_chain_len", U32_MAX))));
        table.add("tls.subject", containing(Field.TLS_CERT_SUBJECT));
        table.add("tls.issuerdn", containing(Field.TLS_CERT_ISSUER));
        table.add("tls.fingerprint", containing(Field.TLS_CERT_FINGERPRINT));
    }

    /// An older keyword whose value is looked for in a field.
    private static Keyword containing(Field field) {
        return Keyword.quoted((value, rule) -> {
            boolean negated = value.startsWith('!');
            Value text = Escapes.quotedText(negated ? value.drop(1).trim() : value);
            if (text.isEmpty()) {
                throw value.mistake("there is nothing to look for");
            }
            if (field != Field.TLS_CERT_FINGERPRINT && text.indexOf('|') >= 0) {
                throw text.mistake("no bytes in hexadecimal here: they are for contents of `" + field.keyword() + "`");
            }
            rule.add(new Content(
                    new Buffer(field),
                    FieldRules.check(new Buffer(field), Escapes.bytes(text), false, text),
                    negated,
                    false,
                    Position.Anywhere.INSTANCE,
                    false,
                    false,
                    FastPattern.Unspecified.INSTANCE));
        });
    }

    private static RuleOption version(Value value) throws Mistake {
        if (value.text().startsWith("0x")) {
            long number = value.bits("tls.version");
            if (number < 0 || number > U16_MAX) {
                throw value.mistake("a version has two bytes");
            }
            return new TlsVersions(List.of((int) number), false);
        }
        return new TlsVersions(List.of(named(value, "tls" + value.text())), false);
    }

    private static RuleOption versions(Value value) throws Mistake {
        List<Integer> numbers = new ArrayList<>();
        boolean negated = value.startsWith('!');
        for (Value part : value.split(',')) {
            if (part.startsWith('!') != negated) {
                throw part.mistake("either all versions have `!` or none has");
            }
            Value name = negated ? part.drop(1).trim() : part;
            int number = named(name, name.text());
            if (numbers.contains(number)) {
                throw name.mistake(name.quoted() + " is given twice");
            }
            numbers.add(number);
        }
        return new TlsVersions(numbers, negated);
    }

    private static int named(Value value, String name) throws Mistake {
        for (TlsVersion version : TlsVersion.values()) {
            if (version.sslName().equalsIgnoreCase(name)) {
                return version.number();
            }
        }
        throw value.mistake("unknown version " + value.quoted());
    }

    private static RuleOption states(Value value) throws Mistake {
        int seen = 0;
        int unseen = 0;
        for (Value alternatives : value.split(',')) {
            for (Value part : alternatives.split('|')) {
                boolean negated = part.startsWith('!');
                int bit = state(negated ? part.drop(1).trim() : part).bit();
                seen |= negated ? 0 : bit;
                unseen |= negated ? bit : 0;
            }
        }
        return new TlsStates(seen, unseen);
    }

    private static TlsState state(Value name) throws Mistake {
        for (TlsState state : TlsState.values()) {
            if (state.name().equalsIgnoreCase(name.text())) {
                return state;
            }
        }
        throw name.mistake("unknown state " + name.quoted());
    }
}
