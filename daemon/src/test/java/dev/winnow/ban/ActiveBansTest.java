package dev.winnow.ban;

import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.kernel.SetChange;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever begins, is extended, is lifted and ends: the kernel keeps out an address exactly while a ban covers it,
/// and is never asked for what it refuses.
final class ActiveBansTest {
    private static final int FIRST_LENGTH = 28;

    /// Something that happens to a prefix of a small network, so that they are often in one another.
    ///
    /// @param kind     0 and 1: an offence, 2: lifted, 3: time goes by
    /// @param position of an address in the network
    /// @param amount   of time
    record Happening(int kind, int version, int position, int length, long amount) {
        Prefix prefix() {
            IpAddress address = prefix4or6().address();
            int bits = address.bits();
            return Prefix.around(new IpAddress(version, address.high(), address.low() + position), bits - 32 + length);
        }

        private Prefix prefix4or6() {
            return Bans.prefix(version == 4 ? "198.18.0.0" : "fd00:7::");
        }
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(4, 6),
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(FIRST_LENGTH, 32),
                        Arbitraries.longs().between(1, 40))
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    private ActiveBans active;
    private StrictSets kernel;
    private final List<SetChange> changes = new ArrayList<>();
    private long nowNs;

    private void begin() {
        active = new ActiveBans();
        kernel = new StrictSets();
        kernel.prepare();
        nowNs = NOW;
    }

    @Property(tries = 500)
    void shouldKeepOutAnAddressExactlyWhileABanCoversIt(@ForAll("histories") List<Happening> history) {
        begin();
        kernel.now(nowNs);
        List<Ban> slow = new ArrayList<>();
        for (Happening happening : history) {
            happen(happening, slow);
            assertThat(kernel.apply(changes)).as("after %s", happening).isEmpty();
            changes.clear();
            for (Prefix host : hosts()) {
                IpAddress address = host.address();
                boolean banned = slow.stream()
                        .anyMatch(ban -> ban.isActive(nowNs) && ban.prefix().contains(address));
                assertThat(kernel.blocks(address))
                        .as("%s after %s", address, happening)
                        .isEqualTo(banned);
                assertThat(active.covering(host).isEmpty()).isEqualTo(!banned);
            }
        }
        assertThat(active.all()).containsExactlyInAnyOrderElementsOf(slow);
    }

    private void happen(Happening happening, List<Ban> slow) {
        Prefix prefix = happening.prefix();
        Ban before = active.of(prefix);
        switch (happening.kind()) {
            case 0, 1 -> {
                long endNs = nowNs + happening.amount();
                Ban after = before == null ? Ban.begin(prefix, Bans.SCAN, nowNs, endNs, 1) : before.extended(endNs);
                if (before == null) {
                    active.begin(after, nowNs, changes);
                } else {
                    active.replace(after, nowNs, changes);
                }
                slow.remove(before);
                slow.add(after);
            }
            case 2 -> {
                if (before != null) {
                    active.end(prefix, nowNs, changes);
                    slow.remove(before);
                }
            }
            default -> pass(happening.amount(), slow);
        }
    }

    private void pass(long amount, List<Ban> slow) {
        nowNs += amount;
        kernel.now(nowNs);
        for (Ban ended = active.firstEnded(nowNs); ended != null; ended = active.firstEnded(nowNs)) {
            active.end(ended.prefix(), nowNs, changes);
        }
        slow.removeIf(ban -> !ban.isActive(nowNs));
    }

    private static List<Prefix> hosts() {
        return IntStream.of(4, 6)
                .boxed()
                .flatMap(version -> IntStream.range(0, 16)
                        .mapToObj(position -> new Happening(0, version, position, 32, 0).prefix()))
                .filter(Objects::nonNull)
                .toList();
    }

    @Example
    void shouldNameTheBansAroundAndWithinAPrefix() {
        begin();
        for (String text :
                List.of("198.18.0.0/24", "198.18.0.0/28", "198.18.0.1", "198.18.1.0/24", "fd00:0:0:0:0:0:0:0/8")) {
            active.begin(Bans.ban(text, 100), NOW, changes);
        }

        assertThat(active.covering(prefix("198.18.0.1")))
                .extracting(ban -> ban.prefix().toString())
                .containsExactly("198.18.0.0/24", "198.18.0.0/28", "198.18.0.1");
        assertThat(active.within(prefix("198.18.0.0/16")))
                .extracting(ban -> ban.prefix().toString())
                .containsExactly("198.18.0.0/24", "198.18.0.0/28", "198.18.0.1", "198.18.1.0/24");
        assertThat(active.outermost())
                .extracting(ban -> ban.prefix().toString())
                .containsExactly("198.18.0.0/24", "198.18.1.0/24", "fd00:0:0:0:0:0:0:0/8");
    }
}
