package dev.winnow.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CoverTest {
    private static final List<Source> NEIGHBOURS = IntStream.rangeClosed(224, 254)
            .mapToObj(host -> source("198.18.190." + host))
            .toList();

    @Test
    void shouldCoverThirtyOneNeighboursByTheirNarrowestNetwork() {
        List<Source> visitors = IntStream.range(0, 200)
                .mapToObj(i -> source("198.18." + i + ".7"))
                .toList();
        Cover cover = Cover.of(NEIGHBOURS, visitors, CoverPrices.DEFAULT, 64);

        assertThat(cover.prefixes()).extracting(Prefix::toString).containsExactly("198.18.190.224/27");
        assertThat(cover.attackersLetThrough()).isZero();
        Cover.Choice choice = cover.choices().getFirst();
        assertThat(choice.chosen()).isEqualTo(new Cover.Coverage(prefix("198.18.190.224/27"), 31, 31, 0));
        assertThat(choice.wider()).isEqualTo(new Cover.Coverage(prefix("198.18.190.192/26"), 31, 31, 0));
        assertThat(choice.narrower()).isEqualTo(new Cover.Coverage(prefix("198.18.190.224/28"), 16, 16, 0));
        assertThat(cover.coverage(prefix("198.18.0.0/16")).goodSources()).isEqualTo(200);
    }

    @Test
    void shouldLeaveAVisitorAmongThemAlone() {
        Cover cover = Cover.of(NEIGHBOURS, List.of(source("198.18.190.255")), CoverPrices.DEFAULT, 64);
        assertThat(cover.prefixes())
                .extracting(Prefix::toString)
                .containsExactly(
                        "198.18.190.224/28",
                        "198.18.190.240/29",
                        "198.18.190.248/30",
                        "198.18.190.252/31",
                        "198.18.190.254");
        assertThat(cover.attackersLetThrough()).isZero();
    }

    @Test
    void shouldBlockScatteredAttackersOneByOne() {
        List<Source> scattered = List.of(source("198.18.1.1"), source("198.18.77.9"), source("198.19.3.200"));
        assertThat(Cover.of(scattered, List.of(), CoverPrices.DEFAULT, 10).prefixes())
                .extracting(Prefix::toString)
                .containsExactly("198.18.1.1", "198.18.77.9", "198.19.3.200");
    }

    @Test
    void shouldLetTheLightestThroughWhenTheBudgetIsSmall() {
        List<Source> attackers = List.of(
                new Source(address("198.18.1.1"), 50), source("198.18.77.9"), new Source(address("198.19.3.200"), 70));
        Cover cover = Cover.of(attackers, List.of(), CoverPrices.DEFAULT, 2);
        assertThat(cover.prefixes()).extracting(Prefix::toString).containsExactly("198.18.1.1", "198.19.3.200");
        assertThat(cover.attackersLetThrough()).isEqualTo(1);
    }

    @Test
    void shouldCountIpv6ByNetworksOfSixtyFourBits() {
        List<Source> attackers = new ArrayList<>();
        for (int host = 1; host <= 20; host++) {
            attackers.add(source("fd00:0:0:7::" + Integer.toHexString(host * 977)));
        }
        attackers.add(source("198.18.0.1"));
        assertThat(Cover.of(attackers, List.of(), CoverPrices.DEFAULT, 4).prefixes())
                .extracting(prefix -> prefix.address() + "/" + prefix.length())
                .containsExactly("198.18.0.1/32", "fd00:0:0:7:0:0:0:0/113");
    }

    @Test
    void shouldNeverBlockMoreThanTheWidestNetwork() {
        List<Source> two = List.of(source("198.18.0.0"), source("198.19.255.255"));
        CoverPrices free = new CoverPrices(0, 0, 0.1, 16, 48);
        assertThat(Cover.of(two, List.of(), free, 1).prefixes()).hasSize(1).allMatch(Prefix::isHost);
    }

    @Test
    void shouldCoverNobodyWhereNobodyAttacks() {
        Cover cover = Cover.of(List.of(), List.of(source("198.18.0.1")), CoverPrices.DEFAULT, 1);
        assertThat(cover.prefixes()).isEmpty();
        assertThat(cover.attackersLetThrough()).isZero();
    }

    @Test
    void shouldRefuseABudgetOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cover.of(NEIGHBOURS, List.of(), CoverPrices.DEFAULT, 0))
                .withMessageContaining("at least 1 entry");
    }

    private static Source source(String address) {
        return new Source(address(address), 1);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }
}
