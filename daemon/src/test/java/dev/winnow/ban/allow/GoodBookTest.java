package dev.winnow.ban.allow;

import static dev.winnow.ban.Bans.DAY;
import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.MINUTE;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Source;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoodBookTest {
    private static final IpAddress VISITOR = prefix("198.18.40.4").address();

    private final TimedPrefixes known = new TimedPrefixes();
    private final GoodBook book = new GoodBook(known);

    private boolean isGood(IpAddress address, long nowNs) {
        return book.goodSourceIn(prefix("198.18.0.0/15"), nowNs)
                .filter(address::equals)
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # visits, minutes apart | asked, days behind the last | has a good name
            1   | 0    | 0  | false
            100 | 0    | 0  | false
            3   | 1    | 0  | false
            2   | 60   | 0  | false
            3   | 60   | 0  | true
            3   | 1440 | 0  | true
            3   | 60   | 1  | true
            3   | 60   | 4  | false
            9   | 60   | 4  | true
            9   | 60   | 14 | false
            """)
    void shouldHaveAGoodNameWhoBehavedInSeveralHoursOfLate(int visits, long apart, long days, boolean isGood) {
        long nowNs = NOW - NOW % HOUR;
        for (int i = 0; i < visits; i++) {
            book.visited(VISITOR, nowNs + i * apart * MINUTE);
        }
        assertThat(isGood(VISITOR, nowNs + visits * apart * MINUTE + days * DAY))
                .isEqualTo(isGood);
    }

    @Test
    void shouldTellTheJudgingThreadsWhoHasAGoodName() {
        for (int hour = 0; hour < 3; hour++) {
            assertThat(known.contains(4, 0, VISITOR.low(), NOW + hour * HOUR)).isFalse();
            book.visited(VISITOR, NOW + hour * HOUR);
        }
        assertThat(known.contains(4, 0, VISITOR.low(), NOW + 3 * HOUR)).isTrue();
        book.offended(prefix("198.18.40.4"));
        assertThat(known.contains(4, 0, VISITOR.low(), NOW + 3 * HOUR)).isFalse();
        assertThat(isGood(VISITOR, NOW + 3 * HOUR)).isFalse();
    }

    @Test
    void shouldNameTheVisitorsOfADay() {
        book.visited(VISITOR, NOW);
        book.visited(prefix("198.18.40.5").address(), NOW + HOUR);
        book.visited(prefix("198.18.41.5").address(), NOW + HOUR);

        assertThat(book.visitorsIn(prefix("198.18.40.0/24"), NOW + 2 * HOUR)).hasSize(2);
        assertThat(book.visitorsIn(prefix("198.18.40.0/24"), NOW + DAY + MINUTE))
                .extracting(Source::address)
                .containsExactly(prefix("198.18.40.5").address());
    }

    @Test
    void shouldKeepAGoodNameThroughAFloodOfNewcomers() {
        for (int hour = 0; hour < 3; hour++) {
            book.visited(VISITOR, NOW + hour * HOUR);
        }
        for (int i = 0; i < 3 * GoodBook.MOST; i++) {
            book.visited(new IpAddress(4, 0, 0xC613_0000L + i), NOW + 3 * HOUR);
        }

        assertThat(isGood(VISITOR, NOW + 3 * HOUR)).isTrue();
        assertThat(book.visitorsIn(prefix("0.0.0.0/0"), NOW + 3 * HOUR)).hasSize(GoodBook.MOST + 1);
    }

    @Test
    void shouldSayOnceWhatIsWorthKeeping() {
        book.visited(prefix("198.18.40.5").address(), NOW);
        for (int hour = 0; hour < 3; hour++) {
            book.visited(VISITOR, NOW + hour * HOUR);
        }
        List<IpAddress> gone = new ArrayList<>();
        assertThat(book.takeChanged(10, gone)).extracting(Visitor::address).containsExactly(VISITOR);
        assertThat(book.takeChanged(10, gone)).isEmpty();
        assertThat(gone).isEmpty();
        book.offended(prefix("198.18.40.4"));
        assertThat(book.takeChanged(10, gone)).isEmpty();
        assertThat(gone).containsExactly(VISITOR);
    }
}
