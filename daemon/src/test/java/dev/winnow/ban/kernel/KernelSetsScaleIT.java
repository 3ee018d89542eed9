package dev.winnow.ban.kernel;

import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// A hundred thousand bans. How long they take is printed: a busy host must not fail a test.
final class KernelSetsScaleIT {
    private static final int PREFIXES = 100_000;

    @Test
    void shouldKeepAHundredThousandPrefixesOut() throws Exception {
        try (OwnNamespace namespace = OwnNamespace.create()) {
            assumeTrue(namespace.call(NftSets::probe) == 0, "no nf_tables here");
            namespace.exec("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
            KernelSets sets = namespace.call(() -> NftSets.of(List.of()));
            namespace.call(sets::prepare);

            assertThat(timed(namespace, "100,000 prefixes added", () -> sets.apply(prefixes())))
                    .isEmpty();
            SetChange one = new SetChange.Add(prefix("203.0.113.0/24"), HOUR);
            assertThat(timed(namespace, "one more added", () -> sets.apply(List.of(one))))
                    .isEmpty();
            timed(namespace, "the table looked after", sets::prepare);
            assertThat(timed(namespace, "all listed", sets::held)).hasSize(PREFIXES + 1);
            sets.close();
        }
    }

    private static <T> T timed(OwnNamespace namespace, String what, Callable<T> work) throws Exception {
        long startNs = System.nanoTime();
        T result = namespace.call(work);
        System.out.printf("%s in %,d ms%n", what, (System.nanoTime() - startNs) / 1_000_000);
        return result;
    }

    /// Hosts and small networks of both versions, disjoint.
    private static List<SetChange> prefixes() {
        List<SetChange> changes = new ArrayList<>();
        for (int i = 0; i < PREFIXES / 2; i++) {
            IpAddress ipv4 = new IpAddress(4, 0, 0xC612_0000L + 2L * i);
            IpAddress ipv6 = new IpAddress(6, 0xFD00_0007L << 32 | i, 0);
            changes.add(new SetChange.Add(Prefix.around(ipv4, 32 - i % 2), HOUR));
            changes.add(new SetChange.Add(Prefix.around(ipv6, 64 + 64 * (i % 2)), HOUR));
        }
        return changes;
    }
}
