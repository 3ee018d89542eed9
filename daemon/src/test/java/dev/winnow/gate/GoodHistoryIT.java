package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.Visitor;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a good name is worth, and how often. It takes three hours to earn, so an earlier filter has left it in its
/// ledger.
final class GoodHistoryIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;
    private static final String REGULAR = "198.18.7.2";
    private static final String NEIGHBOUR = "198.18.7.100";
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @RegisterExtension
    private static final WebGate GATE = new WebGate("alert tcp any any -> any 80 (content:\"needle\"; sid:1;)\n");

    @AfterEach
    void forget() throws IOException {
        Shell.run(GATE.hosts().onServer("nft", "delete", "table", "netdev", "winnow"));
        Files.deleteIfExists(ledger());
    }

    private static Path ledger() {
        return GATE.folder().resolve("bans.db");
    }

    /// An earlier filter has served somebody in three hours, the last of them two hours ago.
    private static void served(String address) throws LedgerException {
        long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        IpAddress who = IpAddress.parse(address).orElseThrow();
        try (Ledger ledger = Ledger.open(ledger(), message -> {
            throw new IllegalStateException(message);
        })) {
            ledger.writeVisitors(List.of(new Visitor(who, nowNs - 2 * HOUR_NS, 3)), List.of());
            ledger.commit();
        }
    }

    private static Shell.Result bans(Filter filter, String... words) {
        List<String> command = new ArrayList<>(List.of(Filter.WINNOW, "bans"));
        command.addAll(List.of(words));
        command.addAll(List.of("--control", filter.control().toString()));
        return Shell.run(command);
    }

    private static boolean isServed() {
        return GATE.fetch(SITE + "/page", "--connect-timeout", "1").exitStatus() == 0;
    }

    private static void scan() {
        GATE.fetch(SITE + ":[2000-2050]/", "--connect-timeout", "1");
    }

    private static boolean isForgiven(Filter filter) throws IOException {
        return Filter.events(filter.eventFile()).stream()
                .anyMatch(event -> event.at("/ban/action").asText().equals("refused")
                        && event.path("src_ip").asText().equals(REGULAR));
    }

    @Test
    void shouldForgiveARegularOnceAndNotTwice() throws IOException, InterruptedException, LedgerException {
        served(REGULAR);
        try (Filter filter = GATE.filter("--install-rule=INPUT -p tcp")) {
            Shell.await("it answers", () -> bans(filter, "list").exitStatus() == 0);
            Shell.Result refused = bans(filter, "add", REGULAR);
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.output()).contains("a source with a good history");

            scan();
            Shell.await("it is told what he would be banned for", () -> isForgiven(filter));
            assertThat(bans(filter, "list").output()).doesNotContain(REGULAR + " ");
            assertThat(isServed()).isTrue();

            Shell.await("he goes on and is banned", () -> {
                scan();
                return bans(filter, "list").output().contains(REGULAR + " ");
            });
            assertThat(isServed()).isFalse();
        }
    }

    @Test
    void shouldKeepARegularOutOfACoverOfHisNeighbours() throws IOException, InterruptedException, LedgerException {
        String attackers = IntStream.range(96, 112)
                .mapToObj(i -> "198.18.7." + i)
                .filter(address -> !address.equals(NEIGHBOUR))
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = Files.writeString(GATE.folder().resolve("attackers.txt"), attackers);
        try (Filter filter = GATE.filter()) {
            Shell.await("it answers", () -> bans(filter, "list").exitStatus() == 0);
            assertThat(bans(filter, "cover", "--plain", file.toString()).output())
                    .contains("198.18.7.96/28");
        }
        served(NEIGHBOUR);
        try (Filter filter = GATE.filter()) {
            Shell.await("it answers", () -> bans(filter, "list").exitStatus() == 0);
            Shell.Result cover = bans(filter, "cover", "--plain", file.toString());
            List<Prefix> prefixes = cover.output()
                    .lines()
                    .flatMap(line -> Prefix.parse(line).stream())
                    .toList();
            IpAddress neighbour = IpAddress.parse(NEIGHBOUR).orElseThrow();
            assertThat(prefixes).as(cover.output()).hasSize(4).noneMatch(prefix -> prefix.contains(neighbour));
        }
    }
}
