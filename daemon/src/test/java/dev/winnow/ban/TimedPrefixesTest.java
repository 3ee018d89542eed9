package dev.winnow.ban;

import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.winnow.rule.address.IpAddress;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimedPrefixesTest {
    private TimedPrefixes sources = new TimedPrefixes();

    private boolean contains(String address, long nowNs) {
        IpAddress parsed = IpAddress.parse(address).orElseThrow();
        return sources.contains(parsed.version(), parsed.high(), parsed.low(), nowNs);
    }

    @ParameterizedTest
    @CsvSource({
        "198.18.0.0/27, 198.18.0.0, 198.18.0.31, 198.18.0.32",
        "198.18.0.7, 198.18.0.7, 198.18.0.7, 198.18.0.6",
        "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 127.255.255.255",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, fd00::1",
        "fd00:7::/64, fd00:7::, fd00:7::ffff:ffff:ffff:ffff, fd00:7:0:1::",
        "fd00:7::8:0/109, fd00:7::8:0, fd00:7::f:ffff, fd00:7::10:0",
        "fd00:7::1, fd00:7::1, fd00:7::1, fd00:7::2",
        "::/0, ::, ffff::1, 0.0.0.0",
    })
    void shouldBanTheWholePrefixAndNoMore(String prefix, String first, String last, String outside) {
        sources.put(prefix(prefix), 100, 0);

        assertThat(contains(first, 99)).isTrue();
        assertThat(contains(last, 99)).isTrue();
        assertThat(contains(outside, 99)).isFalse();
        assertThat(contains(first, 100)).isFalse();
        sources.remove(prefix(prefix));
        assertThat(contains(first, 99)).isFalse();
        sources.put(prefix(prefix), 200, 0);
        assertThat(contains(last, 199)).isTrue();
    }

    @Property(tries = 50)
    void shouldAgreeWithASlowList(@ForAll long seed) {
        sources = new TimedPrefixes();
        Random random = new Random(seed);
        Map<Prefix, Long> slow = new HashMap<>();
        for (int step = 0; step < 3_000; step++) {
            long nowNs = step;
            Prefix prefix = randomPrefix(random);
            if (random.nextInt(4) == 0) {
                sources.remove(prefix);
                slow.remove(prefix);
            } else {
                long endNs = nowNs + random.nextInt(500);
                sources.put(prefix, endNs, nowNs);
                slow.put(prefix, endNs);
            }
            IpAddress asked = randomPrefix(random).address();
            boolean banned = slow.entrySet().stream()
                    .anyMatch(
                            entry -> nowNs < entry.getValue() && entry.getKey().contains(asked));
            assertThat(sources.contains(asked.version(), asked.high(), asked.low(), nowNs))
                    .isEqualTo(banned);
        }
    }

    private static Prefix randomPrefix(Random random) {
        boolean ipv4 = random.nextBoolean();
        IpAddress near = ipv4
                ? new IpAddress(4, 0, 0xC612_0000L + random.nextInt(4_096))
                : new IpAddress(6, 0xFD00_0007L << 32 | random.nextInt(64), random.nextInt(64));
        return Prefix.around(near, ipv4 ? 20 + random.nextInt(13) : 54 + random.nextInt(75));
    }

    @Test
    void shouldAllocateNothingToAnswer() {
        for (int i = 0; i < 50_000; i++) {
            sources.put(new Prefix(new IpAddress(4, 0, 0xC612_0000L + i), 32), 100, 0);
        }
        sources.put(prefix("fd00:7::/48"), 100, 0);
        ask(20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int banned = ask(20_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(banned).isEqualTo(20_000);
        assertThat(allocated).isLessThan(20_000);
    }

    private int ask(int times) {
        int banned = 0;
        for (int i = 0; i < times; i++) {
            banned += sources.contains(4, 0, 0xC612_0000L + i, 50) ? 1 : 0;
            banned += sources.contains(4, 0, 0xC712_0000L + i, 50) ? 1 : 0;
        }
        return banned;
    }
}
