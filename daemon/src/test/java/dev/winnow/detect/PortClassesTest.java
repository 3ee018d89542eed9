package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.address.PortSet;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class PortClassesTest {
    private static final Set<Integer> BUSY = Set.of(80, 443);

    @Provide
    Arbitrary<List<PortSet>> portSets() {
        Arbitrary<Integer> ports = Arbitraries.oneOf(
                Arbitraries.of(0, 53, 79, 80, 81, 442, 443, 444, 65_534, 65_535),
                Arbitraries.integers().between(0, 65_535));
        Arbitrary<PortSet> sets = Combinators.combine(ports, ports, Arbitraries.of(true, false))
                .as((a, b, negated) -> {
                    BitSet bits =
                            PortSet.ofRange(Math.min(a, b), Math.max(a, b)).toBitSet();
                    if (negated) {
                        bits.flip(0, 65_536);
                    }
                    return PortSet.of(bits);
                });
        return sets.list().ofMaxSize(8);
    }

    @Property(tries = 300)
    void shouldPutEachPortIntoOneClass(@ForAll("portSets") List<PortSet> named) {
        PortClasses classes = PortClasses.of(named, BUSY);
        assertThat(classes.count()).isBetween(1, BUSY.size() + 2);
        for (int port = 0; port < 65_536; port++) {
            for (int index = 0; index < classes.count(); index++) {
                assertThat(classes.ports(index).contains(port)).isEqualTo(index == classes.of(port));
            }
        }
    }

    @Property(tries = 300)
    void shouldFindASetInTheClassOfEachOfItsPorts(@ForAll("portSets") List<PortSet> named) {
        PortClasses classes = PortClasses.of(named, BUSY);
        for (PortSet set : named) {
            BitSet expected = new BitSet();
            set.toBitSet().stream().forEach(port -> expected.set(classes.of(port)));
            assertThat(classes.meeting(set)).isEqualTo(expected);
        }
    }

    @Test
    void shouldKeepBusyPortsApartThatRulesTellApart() {
        List<PortSet> named = List.of(PortSet.ofRange(80, 80), PortSet.ofRange(443, 443), PortSet.ofRange(25, 25));
        PortClasses classes = PortClasses.of(named, BUSY);
        assertThat(classes.ports(classes.of(80))).isEqualTo(PortSet.ofRange(80, 80));
        assertThat(classes.ports(classes.of(443))).isEqualTo(PortSet.ofRange(443, 443));
        assertThat(classes.ports(classes.of(25))).isEqualTo(PortSet.ofRange(25, 25));
        assertThat(classes.of(40_000)).isEqualTo(classes.of(26));
    }

    @Test
    void shouldHaveOneClassWhereNoRuleNamesPorts() {
        assertThat(PortClasses.of(List.of(PortSet.ANY, PortSet.ANY), BUSY).count())
                .isEqualTo(1);
    }
}
