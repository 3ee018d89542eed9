package dev.winnow.detect.reputation;

import dev.winnow.rule.address.AddressNumbers;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Scores of addresses in categories (Suricata's user guide, "IP Reputation"). An address that is named by itself has 0
/// in the categories that its lines leave out, and its networks are not asked. Immutable; lookups allocate nothing and
/// may come from any thread.
public final class Reputations {
    /// Knows no category.
    public static final Reputations NONE = new Builder(Map.of()).build();

    /// What an address has of which nothing is known.
    public static final int UNKNOWN = AddressNumbers.NONE;

    /// Categories are numbered from 1 to this.
    static final int MAX_CATEGORY = 60;

    private static final int ROW = MAX_CATEGORY + 1;

    private final Map<String, Integer> categories;
    private final AddressNumbers hosts;
    private final byte[] hostScores;
    private final AddressNumbers[] networks;

    private Reputations(Builder builder) {
        categories = Map.copyOf(builder.categories);
        AddressNumbers.Builder rows = new AddressNumbers.Builder();
        hostScores = new byte[builder.hosts.size() * ROW];
        builder.hosts.forEach((address, scores) -> {
            int row = builder.rowOf.get(address);
            rows.add(new IpRange(address, address), row);
            System.arraycopy(scores, 0, hostScores, row * ROW, ROW);
        });
        hosts = rows.build();
        networks = new AddressNumbers[ROW];
        for (int category = 0; category < ROW; category++) {
            networks[category] = builder.networks[category].build();
        }
    }

    /// The number of a category, if there is one of that name.
    public OptionalInt category(String name) {
        Integer number = categories.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// The address's score, or [#UNKNOWN].
    ///
    /// @param category of [#category]
    /// @param high     upper half in network order, 0 for IPv4
    public int score(int category, long high, long low, int ipVersion) {
        int row = hosts.find(high, low, ipVersion);
        return row >= 0 ? hostScores[row * ROW + category] : networks[category].find(high, low, ipVersion);
    }

    /// Collects scores. One thread.
    static final class Builder {
        private final Map<String, Integer> categories;
        private final Map<IpAddress, byte[]> hosts = new LinkedHashMap<>();
        private final Map<IpAddress, Integer> rowOf = new HashMap<>();
        private final AddressNumbers.Builder[] networks = new AddressNumbers.Builder[ROW];

        /// @param categories by name
        Builder(Map<String, Integer> categories) {
            this.categories = categories;
            for (int i = 0; i < ROW; i++) {
                networks[i] = new AddressNumbers.Builder();
            }
        }

        /// @param score 0..127
        void add(IpRange network, int category, int score) {
            if (!network.first().equals(network.last())) {
                networks[category].add(network, score);
                return;
            }
            rowOf.putIfAbsent(network.first(), rowOf.size());
            hosts.computeIfAbsent(network.first(), _ -> new byte[ROW])[category] = (byte) score;
        }

        Reputations build() {
            return new Reputations(this);
        }
    }
}
