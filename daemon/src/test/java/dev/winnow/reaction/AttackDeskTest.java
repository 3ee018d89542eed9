package dev.winnow.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.attack.Detector;
import dev.winnow.ban.Ban;
import dev.winnow.ban.BanKeeper;
import dev.winnow.ban.BanListener;
import dev.winnow.ban.BanOutcome;
import dev.winnow.ban.BanSettings;
import dev.winnow.ban.Escalation;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.ban.kernel.NoSets;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.verdict.Reaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From what is due to who is banned and whose connections end.
final class AttackDeskTest {
    private static final long NOW = 1_700_000_000_000_000_000L;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final String ALLOWED = "198.18.190.230";

    private final List<String> cut = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private final AttackDesk desk = new AttackDesk(
            prefixes -> prefixes.forEach(prefix -> cut.add(prefix.toString())),
            server -> givenUp.add(server.toString()),
            Optional.of(Path.of("/kept")));
    private BanKeeper keeper;

    @BeforeEach
    void open() throws LedgerException {
        BanSettings settings =
                new BanSettings(new Escalation(List.of(10 * MINUTE), MINUTE), 100, TimeUnit.DAYS.toNanos(1), false);
        List<AllowedPrefix> allowed = List.of(new AllowedPrefix(prefix(ALLOWED), "an address of this host"));
        keeper = new BanKeeper(
                settings,
                Ledger.inMemory(),
                new NoSets("nothing"),
                new AllowList(new AllowedSources(List.of()), () -> allowed, new GoodBook(new TimedPrefixes())),
                new TimedPrefixes(),
                new BanListener() {
                    @Override
                    public void changed(Change change, Ban ban, long nowNs) {}

                    @Override
                    public void refused(BanOutcome.Refused refused, long nowNs) {}

                    @Override
                    public void trouble(String text) {}
                });
        keeper.restore(NOW);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    private void due(Reaction reaction, String prefix) {
        due(reaction, prefix, NOW);
    }

    private void due(Reaction reaction, String prefix, long nowNs) {
        desk.onOffence(keeper, prefix(prefix), ReactionCodes.of(reaction, Detector.LINGERING_CONNECTIONS), 0, nowNs);
    }

    private List<String> banned() {
        return keeper.list().stream().map(ban -> ban.prefix().toString()).toList();
    }

    @Test
    void shouldBanAnAddressAndEndItsConnections() {
        due(Reaction.BAN_SOURCE, "198.18.1.1");
        assertThat(cut).isEmpty();
        desk.flush(NOW);

        assertThat(banned()).containsExactly("198.18.1.1");
        assertThat(cut).containsExactly("198.18.1.1");
        assertThat(keeper.list().getFirst().cause().detector()).isEqualTo("lingering_connections");
        assertThat(keeper.list().getFirst().cause().evidence())
                .isEqualTo("/kept, packets with the comment \"lingering_connections\"");
    }

    @Test
    void shouldEndConnectionsWithoutABan() {
        due(Reaction.CUT, "198.18.1.1");
        desk.flush(NOW);
        desk.flush(NOW);

        assertThat(banned()).isEmpty();
        assertThat(cut).containsExactly("198.18.1.1");
    }

    @Test
    void shouldCoverOnlyThoseOfANetworkWhoTookPart() {
        for (int host = 224; host < 255; host++) {
            due(Reaction.CUT, "198.18.190." + host);
        }
        due(Reaction.CUT, "198.18.7.7");
        due(Reaction.BAN_COVER, "198.18.190.0/24");
        desk.flush(NOW);

        assertThat(banned()).noneMatch(prefix -> prefix.equals("198.18.190.0/24"));
        assertThat(banned())
                .allMatch(prefix ->
                        prefix("198.18.190.224/27").contains(prefix(prefix).address()));
        assertThat(banned()).isNotEmpty();
    }

    @Test
    void shouldGoRoundThoseWhoWereHereLately() {
        String visitor = "198.18.190.240";
        keeper.visited(prefix(visitor).address(), NOW - MINUTE);
        for (int host = 224; host < 255; host++) {
            if (host != 240) {
                due(Reaction.CUT, "198.18.190." + host);
            }
        }
        due(Reaction.BAN_COVER, "198.18.190.0/24");

        assertThat(keeper.list())
                .isNotEmpty()
                .noneMatch(ban -> ban.prefix().contains(prefix(visitor).address()));
    }

    @Test
    void shouldBanNobodyOfANetworkOfWhichNobodyIsKnown() {
        due(Reaction.BAN_COVER, "198.18.190.0/24");
        desk.flush(NOW);

        assertThat(banned()).isEmpty();
        assertThat(cut).isEmpty();
    }

    @Test
    void shouldForgetWhoTookPartLongAgo() {
        due(Reaction.CUT, "198.18.190.225");
        due(Reaction.BAN_COVER, "198.18.190.0/24", NOW + 6 * MINUTE);

        assertThat(banned()).isEmpty();
    }

    @Test
    void shouldTouchNobodyWhoIsAllowed() {
        due(Reaction.BAN_SOURCE, ALLOWED);
        due(Reaction.CUT, ALLOWED);
        desk.flush(NOW);

        assertThat(banned()).isEmpty();
        assertThat(cut).isEmpty();
    }

    @Test
    void shouldLeaveTheMilderReactionsToThePackets() {
        due(Reaction.NOTE, "198.18.1.1");
        due(Reaction.THROTTLE, "198.18.1.1");
        due(Reaction.CHALLENGE, "198.18.1.1");
        desk.flush(NOW);

        assertThat(banned()).isEmpty();
        assertThat(cut).isEmpty();
    }

    @Test
    void shouldGiveUpHandshakesOfAFloodedServerASecondLaterAndBanNobody() {
        due(Reaction.CHALLENGE, "198.18.0.1");
        due(Reaction.CHALLENGE, "198.18.0.1");
        desk.flush(NOW + TimeUnit.SECONDS.toNanos(1));
        assertThat(givenUp).isEmpty();

        desk.flush(NOW + TimeUnit.SECONDS.toNanos(2));
        desk.flush(NOW + TimeUnit.SECONDS.toNanos(3));
        assertThat(givenUp).containsExactly("198.18.0.1");
        assertThat(cut).isEmpty();
    }
}
