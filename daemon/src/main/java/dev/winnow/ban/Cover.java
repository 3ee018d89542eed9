package dev.winnow.ban;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The prefixes that block the most attack for the least harm, within a budget of entries.
///
/// Immutable.
public final class Cover {
    private final List<Sources> attackers;
    private final List<Sources> good;
    private final List<Prefix> prefixes;
    private final long costMicros;

    private Cover(List<Sources> attackers, List<Sources> good, List<Prefix> prefixes, long costMicros) {
        this.attackers = attackers;
        this.good = good;
        this.prefixes = List.copyOf(prefixes);
        this.costMicros = costMicros;
    }

    /// The best cover there is.
    ///
    /// @param budget prefixes at most, of both versions together; at least 1
    public static Cover of(
            Collection<Source> attackers, Collection<Source> goodSources, CoverPrices prices, int budget) {
        if (budget < 1) {
            throw new IllegalArgumentException("a cover needs a budget of at least 1 entry, got " + budget);
        }
        List<Sources> bad = List.of(Sources.of(attackers, 4), Sources.of(attackers, 6));
        List<Sources> good = List.of(Sources.of(goodSources, 4), Sources.of(goodSources, 6));
        CoverTree tree = null;
        for (int i = 0; i < bad.size(); i++) {
            if (bad.get(i).count() > 0) {
                CoverTree own = CoverTree.of(bad.get(i), good.get(i), prices, budget);
                tree = tree == null ? own : CoverTree.join(tree, own, budget);
            }
        }
        List<Prefix> chosen = new ArrayList<>();
        if (tree != null) {
            tree.collect(chosen);
        }
        return new Cover(bad, good, chosen, tree == null ? 0 : tree.cost());
    }

    /// The prefixes to block: disjoint, IPv4 first, by address.
    public List<Prefix> prefixes() {
        return prefixes;
    }

    /// What the cover costs by its prices, in millionths of an attacker's weight.
    long costMicros() {
        return costMicros;
    }

    /// Who is in a prefix, whether it was chosen or not.
    public Coverage coverage(Prefix prefix) {
        int version = prefix.version() == 4 ? 0 : 1;
        return new Coverage(
                prefix,
                attackers.get(version).countIn(prefix),
                attackers.get(version).weightIn(prefix),
                good.get(version).countIn(prefix));
    }

    /// The chosen prefixes with who is in them, and what a size up and a size down would do.
    public List<Choice> choices() {
        return prefixes.stream().map(this::choice).toList();
    }

    private Choice choice(Prefix prefix) {
        Coverage wider = prefix.length() == 0 ? null : coverage(prefix.parent());
        if (prefix.isHost()) {
            return new Choice(coverage(prefix), wider, null);
        }
        Coverage lower = coverage(prefix.half(false));
        Coverage upper = coverage(prefix.half(true));
        return new Choice(coverage(prefix), wider, lower.attackWeight() >= upper.attackWeight() ? lower : upper);
    }

    /// All attackers.
    public int attackers() {
        return attackers.stream().mapToInt(Sources::count).sum();
    }

    /// All good sources.
    public int goodSources() {
        return good.stream().mapToInt(Sources::count).sum();
    }

    /// Attackers that no chosen prefix blocks.
    public int attackersLetThrough() {
        return attackers()
                - prefixes.stream()
                        .map(this::coverage)
                        .mapToInt(Coverage::attackers)
                        .sum();
    }

    /// Good sources that the chosen prefixes block.
    public int goodSourcesBlocked() {
        return prefixes.stream()
                .map(this::coverage)
                .mapToInt(Coverage::goodSources)
                .sum();
    }

    /// Who is in a prefix.
    ///
    /// @param attackers    attacking addresses
    /// @param attackWeight what they weigh together
    /// @param goodSources  addresses with a good history
    public record Coverage(Prefix prefix, int attackers, long attackWeight, int goodSources) {}

    /// A chosen prefix and its neighbours in size.
    ///
    /// @param wider    the prefix of twice the size; null where there is none
    /// @param narrower the half that has more of the attack; null for a single address
    public record Choice(Coverage chosen, Coverage wider, Coverage narrower) {}
}
