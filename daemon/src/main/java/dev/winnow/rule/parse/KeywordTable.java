package dev.winnow.rule.parse;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The keywords that winnow understands, and the names of those that it only knows. Immutable once built.
final class KeywordTable {
    /// Every keyword of this version of winnow.
    static final KeywordTable STANDARD = standard();

    private final Map<String, Keyword> keywords = new HashMap<>();
    private final Set<String> names =
            new TreeSet<>(UnsupportedKeywords.reasons().keySet());

    private KeywordTable() {}

    private static KeywordTable standard() {
        KeywordTable table = new KeywordTable();
        IdentityKeywords.addTo(table);
        PayloadKeywords.addTo(table);
        BufferKeywords.addTo(table);
        ByteKeywords.addTo(table);
        VariableKeywords.addTo(table);
        Base64Keywords.addTo(table);
        Asn1Keyword.addTo(table);
        DatasetKeywords.addTo(table);
        AppLayerKeywords.addTo(table);
        TransactionKeywords.addTo(table);
        TlsKeywords.addTo(table);
        CertificateTimes.addTo(table);
        SshKeywords.addTo(table);
        FileKeywords.addTo(table);
        ContentModifiers.addTo(table);
        IpKeywords.addTo(table);
        TcpKeywords.addTo(table);
        IcmpKeywords.addTo(table);
        AddressKeywords.addTo(table);
        FlowKeyword.addTo(table);
        FlowStateKeywords.addTo(table);
        VariableTests.addTo(table);
        BitKeywords.addTo(table);
        EventKeywords.addTo(table);
        AlertKeywords.addTo(table);
        RequiresKeyword.addTo(table);
        RateKeywords.addTo(table);
        return table;
    }

    void add(String name, Keyword keyword) {
        if (keywords.put(name, keyword) != null || UnsupportedKeywords.reasons().containsKey(name)) {
            throw new IllegalStateException("keyword " + name + " is in the table already");
        }
        names.add(name);
    }

    /// The keyword called `name`, in whatever case.
    Optional<Keyword> find(String name) {
        Keyword keyword = keywords.get(name);
        return Optional.ofNullable(keyword != null ? keyword : keywords.get(name.toLowerCase(Locale.ROOT)));
    }

    /// What to say about a keyword that [#find] does not find.
    String complaint(Value name) {
        String lower = name.text().toLowerCase(Locale.ROOT);
        String reason = UnsupportedKeywords.reasons().get(lower);
        return reason == null
                ? "unknown keyword " + name.quoted() + Nearest.hint(lower, names)
                : "keyword " + name.quoted() + " is " + reason;
    }

    /// The names of all keywords that winnow reads.
    Set<String> understood() {
        return Collections.unmodifiableSet(new TreeSet<>(keywords.keySet()));
    }
}
