package dev.winnow.ban.allow;

import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.SECOND;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.TimedPrefixes;
import dev.winnow.rule.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowListTest {
    private static final IpAddress VISITOR = IpAddress.parse("198.18.40.4").orElseThrow();

    private final AtomicReference<List<AllowedPrefix>> host =
            new AtomicReference<>(List.of(new AllowedPrefix(prefix("198.18.7.1"), "a gateway of this host")));

    private final AllowedSources sources =
            new AllowedSources(AllowedSources.configured(List.of("198.18.20.0/24", "fd00:7::/48")));
    private final AllowList list = new AllowList(sources, host::get, book());

    private static GoodBook book() {
        GoodBook book = new GoodBook(new TimedPrefixes());
        for (int hour = 3; hour > 0; hour--) {
            book.visited(VISITOR, NOW - hour * HOUR);
        }
        return book;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "198.18.7.1, 198.18.7.1 is a gateway of this host",
                "198.18.7.0/24, 198.18.7.1 is a gateway of this host",
                "198.18.7.2, -",
                "198.18.20.9, 198.18.20.0/24 is on the allow-list (ban.allow)",
                "198.18.16.0/20, 198.18.20.0/24 is on the allow-list (ban.allow)",
                "fd00:7:0:9::1, fd00:7:0:0:0:0:0:0/48 is on the allow-list (ban.allow)",
                "fd00:8::/48, -",
                "127.0.0.53, 127.0.0.0/8 is this host itself",
                "::1, 0:0:0:0:0:0:0:1 is this host itself",
                "198.18.40.4, 198.18.40.4 is a source with a good history",
                "198.18.40.0/24, 198.18.40.4 is a source with a good history",
                "198.18.41.0/24, -",
                "0.0.0.0/0, 127.0.0.0/8 is this host itself",
            })
    void shouldSayWhoWouldBeHitAndWhy(String asked, String refusal) {
        assertThat(list.refusal(prefix(asked), NOW)).isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void shouldLookAroundAgainAfterSomeSecondsAndTellWhomItFound() {
        assertThat(list.refusal(prefix("198.18.9.9"), NOW)).isEmpty();
        host.set(List.of(new AllowedPrefix(prefix("198.18.9.9"), "at the other end of an open ssh session")));

        assertThat(list.refresh(NOW + 4 * SECOND)).isFalse();
        assertThat(list.refusal(prefix("198.18.9.9"), NOW + 4 * SECOND)).isEmpty();
        assertThat(list.refusal(prefix("198.18.9.9"), NOW + 5 * SECOND))
                .contains("198.18.9.9 is at the other end of an open ssh session");
        assertThat(list.refusal(prefix("198.18.7.1"), NOW + 5 * SECOND)).isEmpty();
        assertThat(sources.all()).extracting(one -> one.prefix().toString()).contains("198.18.9.9", "198.18.20.0/24");
    }
}
