package dev.winnow.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The cover is the best there is: no set of networks among sixteen addresses costs less.
final class CoverOptimumTest {
    private static final String NETWORK = "198.18.0.";
    private static final int HOSTS = 16;

    /// @param attackers a bit for each of the sixteen addresses
    @Property(tries = 200)
    void shouldCostNoMoreThanAnyOtherChoice(
            @ForAll @IntRange(max = 0xFFFF) int attackers,
            @ForAll @IntRange(max = 0xFFFF) int good,
            @ForAll @IntRange(min = 1, max = 5) int heaviest,
            @ForAll @IntRange(min = 1, max = 5) int budget,
            @ForAll @IntRange(max = 8) int goodPrice,
            @ForAll @IntRange(max = 16) int strangerPrice,
            @ForAll @IntRange(max = 8) int entryPrice,
            @ForAll @IntRange(min = 28, max = 32) int widest) {
        CoverPrices prices = new CoverPrices(goodPrice / 2.0, strangerPrice / 16.0, entryPrice / 4.0, widest, 48);
        List<Source> bad = sources(attackers, heaviest);
        List<Source> visitors = sources(good & ~attackers, 1);
        Cover cover = Cover.of(bad, visitors, prices, budget);

        Choices choices = new Choices(bad, visitors, prices);
        assertThat(cover.prefixes()).hasSizeLessThanOrEqualTo(budget);
        assertThat(choices.cost(cover.prefixes())).isEqualTo(cover.costMicros());
        assertThat(cover.costMicros()).isEqualTo(choices.cheapest(0, budget, new ArrayList<>()));
    }

    private static List<Source> sources(int hosts, int heaviest) {
        List<Source> sources = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            if ((hosts >>> host & 1) != 0) {
                sources.add(new Source(IpAddress.parse(NETWORK + host).orElseThrow(), 1 + host % heaviest));
            }
        }
        return sources;
    }

    /// All sets of disjoint networks within a /28, one after the other.
    private record Choices(List<Source> attackers, List<Source> good, CoverPrices prices) {
        long cheapest(int firstHost, int budget, List<Prefix> chosen) {
            if (firstHost == HOSTS || budget == 0) {
                return cost(chosen);
            }
            long best = cheapest(firstHost + 1, budget, chosen);
            for (int length = Math.max(28, prices.widestIpv4()); length <= 32; length++) {
                int size = 1 << (32 - length);
                if (firstHost % size == 0) {
                    chosen.add(Prefix.parse(NETWORK + firstHost + "/" + length).orElseThrow());
                    best = Math.min(best, cheapest(firstHost + size, budget - 1, chosen));
                    chosen.removeLast();
                }
            }
            return best;
        }

        long cost(List<Prefix> chosen) {
            long cost = 0;
            for (Source attacker : attackers) {
                if (chosen.stream().noneMatch(prefix -> prefix.contains(attacker.address()))) {
                    cost += prices.letThrough(attacker.weight());
                }
            }
            for (Prefix prefix : chosen) {
                int known = count(attackers, prefix) + count(good, prefix);
                cost += prices.block(prefix, known, count(good, prefix));
            }
            return cost;
        }

        private static int count(List<Source> sources, Prefix prefix) {
            return (int) sources.stream()
                    .filter(source -> prefix.contains(source.address()))
                    .count();
        }
    }
}
