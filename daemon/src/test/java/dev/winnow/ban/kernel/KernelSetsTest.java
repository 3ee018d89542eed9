package dev.winnow.ban.kernel;

import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.MINUTE;
import static dev.winnow.ban.Bans.SECOND;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.kernel.KernelSets.Held;
import dev.winnow.ban.kernel.KernelSets.Refused;
import dev.winnow.ban.kernel.SetChange.Add;
import dev.winnow.ban.kernel.SetChange.Remove;
import dev.winnow.ban.kernel.SetChange.Renew;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is asked of the kernel, of both back ends, in a network namespace of the test's own.
final class KernelSetsTest {
    enum Backend {
        NFTABLES,
        IPSET
    }

    private OwnNamespace namespace;
    private KernelSets sets;

    @BeforeEach
    void leaveTheHostsNamespace() throws Exception {
        namespace = OwnNamespace.create();
    }

    @AfterEach
    void endTheNamespace() {
        if (sets != null) {
            sets.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    private void open(Backend backend) throws Exception {
        namespace.exec("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        sets = namespace.call(() -> switch (backend) {
            case NFTABLES -> {
                assumeTrue(NftSets.probe() == 0, "no nf_tables here");
                yield NftSets.of(List.of());
            }
            case IPSET -> {
                assumeTrue(IpsetSets.isAvailable(), "no ipset here");
                yield new IpsetSets(200_000);
            }
        });
        namespace.call(() -> {
            sets.prepare();
            return null;
        });
    }

    private List<Refused> apply(SetChange... changes) throws Exception {
        return namespace.call(() -> sets.apply(List.of(changes)));
    }

    private List<String> held() throws Exception {
        return namespace.call(() -> sets.held()).stream()
                .map(held -> held.range().toString())
                .sorted()
                .toList();
    }

    private static String range(String prefix) {
        Prefix parsed = prefix(prefix);
        return IpRange.ofPrefix(parsed.address(), parsed.length()).toString();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldNetworksOfBothVersionsForTheirTime(Backend backend) throws Exception {
        open(backend);

        assertThat(apply(
                        new Add(prefix("198.18.0.0/27"), HOUR),
                        new Add(prefix("198.18.0.32"), HOUR),
                        new Add(prefix("fd00:7::/64"), HOUR),
                        new Add(prefix("fd00:7:0:1::1"), HOUR),
                        new Add(prefix("240.0.0.0/4"), HOUR)))
                .isEmpty();

        List<Held> held = namespace.call(() -> sets.held());
        assertThat(held)
                .extracting(element -> element.range().toString())
                .containsExactlyInAnyOrder(
                        range("198.18.0.0/27"),
                        range("198.18.0.32"),
                        range("fd00:7::/64"),
                        range("fd00:7:0:1::1"),
                        range("240.0.0.0/4"));
        assertThat(held)
                .allSatisfy(element -> assertThat(element.remainingNs()).isBetween(HOUR - MINUTE, HOUR + SECOND));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRenewAndRemoveWhetherItIsThereOrNot(Backend backend) throws Exception {
        open(backend);
        apply(new Add(prefix("198.18.0.0/27"), MINUTE), new Add(prefix("198.18.1.0/24"), MINUTE));

        assertThat(apply(
                        new Renew(prefix("198.18.0.0/27"), HOUR),
                        new Renew(prefix("198.18.2.0/24"), HOUR),
                        new Remove(prefix("198.18.1.0/24")),
                        new Remove(prefix("198.18.3.0/24"))))
                .isEmpty();

        List<Held> held = namespace.call(() -> sets.held());
        assertThat(held)
                .extracting(element -> element.range().toString())
                .containsExactlyInAnyOrder(range("198.18.0.0/27"), range("198.18.2.0/24"));
        assertThat(held).allSatisfy(element -> assertThat(element.remainingNs()).isGreaterThan(HOUR - MINUTE));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRenewAndRemoveAddressesWhetherTheyAreThereOrNot(Backend backend) throws Exception {
        open(backend);
        apply(new Add(prefix("198.18.0.1"), MINUTE), new Add(prefix("198.18.0.2"), MINUTE));

        assertThat(apply(
                        new Renew(prefix("198.18.0.1"), HOUR),
                        new Renew(prefix("fd00:7::1"), HOUR),
                        new Remove(prefix("198.18.0.2")),
                        new Remove(prefix("fd00:7::2"))))
                .isEmpty();

        List<Held> held = namespace.call(() -> sets.held());
        assertThat(held)
                .extracting(element -> element.range().toString())
                .containsExactlyInAnyOrder(range("198.18.0.1"), range("fd00:7::1"));
        assertThat(held).allSatisfy(element -> assertThat(element.remainingNs()).isGreaterThan(HOUR - MINUTE));
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutInnerNetworksInThePlaceOfTheOuterAndBack(Backend backend) throws Exception {
        open(backend);
        apply(new Add(prefix("198.18.0.0/16"), MINUTE));

        assertThat(apply(
                        new Remove(prefix("198.18.0.0/16")),
                        new Add(prefix("198.18.0.1"), HOUR),
                        new Add(prefix("198.18.7.0/24"), HOUR)))
                .isEmpty();
        assertThat(held()).containsExactly(range("198.18.0.1"), range("198.18.7.0/24"));

        assertThat(apply(
                        new Remove(prefix("198.18.7.0/24")),
                        new Remove(prefix("198.18.0.1")),
                        new Add(prefix("198.18.0.0/16"), MINUTE)))
                .isEmpty();
        assertThat(held()).containsExactly(range("198.18.0.0/16"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetInByItselfWhenTheTimeIsOver(Backend backend) throws Exception {
        open(backend);
        apply(new Add(prefix("198.18.0.0/27"), SECOND), new Add(prefix("198.18.1.1"), HOUR));

        long deadlineNs = System.nanoTime() + 20 * SECOND;
        while (held().size() > 1 && System.nanoTime() < deadlineNs) {
            Thread.sleep(50);
        }
        assertThat(held()).containsExactly("198.18.1.1");
    }

    @Test
    void shouldCarryOutAllButTheOneThatTheKernelRefuses() throws Exception {
        open(Backend.NFTABLES);
        namespace.exec("nft", "add element netdev winnow ban4 { 198.18.5.0/24 }");
        List<SetChange> changes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            changes.add(new Add(prefix("198.18." + i / 200 + "." + i % 200), HOUR));
        }
        Add overlapping = new Add(prefix("198.18.5.8/29"), HOUR);
        changes.add(700, overlapping);

        List<Refused> refused = namespace.call(() -> sets.apply(changes));

        assertThat(refused).singleElement().satisfies(refusal -> {
            assertThat(refusal.change()).isEqualTo(overlapping);
            assertThat(refusal.why()).contains("overlaps");
        });
        assertThat(held()).hasSize(1_001);
        assertThat(namespace.call(() -> sets.held())).anySatisfy(element -> {
            assertThat(element.range().toString()).isEqualTo(range("198.18.5.0/24"));
            assertThat(element.remainingNs()).isZero();
        });
    }

    @Test
    void shouldMakeItsTableOnceAndLookAtInterfacesThatComeLater() throws Exception {
        open(Backend.NFTABLES);
        namespace.exec("ip", "link", "add", "late0", "type", "veth", "peer", "name", "late1");
        namespace.call(() -> {
            sets.prepare();
            sets.prepare();
            return null;
        });

        String rules = namespace.exec("nft", "list", "table", "netdev", "winnow");
        assertThat(rules)
                .containsOnlyOnce("chain ingress-eth0")
                .containsOnlyOnce("chain ingress-eth1")
                .containsOnlyOnce("chain ingress-late0")
                .doesNotContain("ingress-lo");
        for (String set : NftTable.SETS) {
            assertThat(rules.lines().filter(line -> line.contains(" saddr @" + set + " ")))
                    .hasSize(4)
                    .allMatch(line -> line.contains("drop"));
        }
    }

    @Test
    void shouldTellThatItsTableIsGoneAndMakeItAgain() throws Exception {
        open(Backend.NFTABLES);
        namespace.exec("nft", "flush", "ruleset");

        assertThat(apply(new Add(prefix("198.18.0.1"), HOUR)))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).contains("is gone"));
        namespace.call(() -> {
            sets.prepare();
            return null;
        });
        assertThat(apply(new Add(prefix("198.18.0.1"), HOUR))).isEmpty();
    }

    @Test
    void shouldPutItsIptablesRulesInOnce() throws Exception {
        open(Backend.IPSET);
        namespace.call(() -> {
            sets.prepare();
            return null;
        });

        assertThat(namespace.exec("iptables", "-t", "raw", "-S").lines().filter(line -> line.contains("winnow")))
                .hasSize(1);
        assertThat(namespace.exec("ip6tables", "-t", "raw", "-S").lines().filter(line -> line.contains("winnow")))
                .hasSize(1);
    }
}
