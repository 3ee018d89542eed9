package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is banned is kept out by the kernel, nobody else is, and bans end.
final class BansIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Source: curl(1), EXIT CODES.
    private static final int CURL_REFUSED = 7;

    private static final int CURL_TIMEOUT = 28;

    /// Of the client, beside its first address.
    private static final String IN_THE_NETWORK = "198.18.7.70";

    private static final String LAST_OF_THE_NETWORK = "198.18.7.95";
    private static final String BEHIND_THE_NETWORK = "198.18.7.96";
    private static final String NETWORK = "198.18.7.64/27";

    @RegisterExtension
    private static final FilterStage STAGE =
            new FilterStage("alert tcp any any -> any 80 (content:\"needle\"; sid:1;)\n");

    @BeforeAll
    static void setUp() {
        for (String address : List.of(IN_THE_NETWORK, LAST_OF_THE_NETWORK, BEHIND_THE_NETWORK)) {
            Shell.run(STAGE.hosts().onClient("ip", "addr", "add", address + "/24", "dev", "eth0"))
                    .orFail();
        }
    }

    @AfterEach
    void forget() throws IOException {
        Shell.run(STAGE.hosts().onServer("nft", "delete", "table", "netdev", "winnow"));
        Files.deleteIfExists(STAGE.folder().resolve("bans.db"));
    }

    private static Shell.Result bans(Filter filter, String command, String... options) {
        List<String> words = new ArrayList<>(List.of(Filter.WINNOW, "bans", command));
        words.addAll(List.of("--control", filter.control().toString()));
        words.addAll(Arrays.asList(options));
        return Shell.run(words);
    }

    private static Filter filter(String... options) throws IOException, InterruptedException {
        Filter filter = STAGE.filter(options);
        Shell.await("it answers", () -> bans(filter, "list").exitStatus() == 0);
        return filter;
    }

    /// Whether the server answers, if only that nobody listens there; who is kept out waits in vain.
    private static boolean reaches(String from, String to) {
        String url = to.contains(":") ? "http://[" + to + "]:81/" : "http://" + to + ":81/";
        int status = Shell.run(STAGE.hosts().onClient("curl", "-s", "--interface", from, "--connect-timeout", "1", url))
                .exitStatus();
        assertThat(status).isIn(CURL_REFUSED, CURL_TIMEOUT);
        return status == CURL_REFUSED;
    }

    private static boolean reaches(String from) {
        return reaches(from, TwoHosts.SERVER_IPV4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nftables", "ipset"})
    void shouldKeepOutTheBannedAndNobodyElseUntilTheyAreLetIn(String backend) throws IOException, InterruptedException {
        try (Filter filter = filter("--set", "ban.backend=" + backend)) {
            assertThat(reaches(IN_THE_NETWORK)).isTrue();
            assertThat(reaches("fd00:7::2", TwoHosts.SERVER_IPV6)).isTrue();

            bans(filter, "add", NETWORK, "fd00:7::2", "--for", "1h", "--reason", "a test")
                    .orFail();

            assertThat(reaches(IN_THE_NETWORK)).isFalse();
            assertThat(reaches(LAST_OF_THE_NETWORK)).isFalse();
            assertThat(reaches("fd00:7::2", TwoHosts.SERVER_IPV6)).isFalse();
            assertThat(reaches(BEHIND_THE_NETWORK)).isTrue();
            assertThat(reaches("198.18.7.2")).isTrue();
            assertThat(bans(filter, "list").output()).contains(NETWORK, "a test", "2 bans, enforced by " + backend);
            assertThat(bans(filter, "explain", IN_THE_NETWORK).output())
                    .contains(IN_THE_NETWORK + " is kept out with " + NETWORK + ": a test", "for another 59 min");

            bans(filter, "remove", "--all").orFail();
            assertThat(reaches(IN_THE_NETWORK)).isTrue();
            assertThat(reaches("fd00:7::2", TwoHosts.SERVER_IPV6)).isTrue();
        } finally {
            Shell.run(STAGE.hosts().onServer("iptables", "-t", "raw", "-F"));
            Shell.run(STAGE.hosts().onServer("ip6tables", "-t", "raw", "-F"));
        }
    }

    @Test
    void shouldLetInAgainWhenTheTimeIsOverAndSaySo() throws IOException, InterruptedException {
        try (Filter filter = filter()) {
            bans(filter, "add", NETWORK, "--for", "3s").orFail();
            bans(filter, "add", IN_THE_NETWORK, "--for", "1h").orFail();
            assertThat(reaches(LAST_OF_THE_NETWORK)).isFalse();

            Shell.await("the network is let in", () -> reaches(LAST_OF_THE_NETWORK));
            assertThat(reaches(IN_THE_NETWORK)).isFalse();
            filter.stop();
            assertThat(Filter.events(filter.eventFile()).stream()
                            .filter(event -> event.path("event_type").asText().equals("ban"))
                            .map(event -> event.at("/ban/action").asText() + " "
                                    + event.at("/ban/prefix").asText()))
                    .containsExactly("begin " + NETWORK, "begin " + IN_THE_NETWORK, "end " + NETWORK);
            assertThat(filter.output()).contains("1 bans hold on in the kernel", "nft delete table netdev winnow");
        }
    }

    @Test
    void shouldBanAgainBeforeItTakesItsFirstPacket() throws IOException, InterruptedException {
        try (Filter filter = filter()) {
            bans(filter, "add", NETWORK, "--for", "1h").orFail();
            filter.stop();
        }
        Shell.run(STAGE.hosts().onServer("nft", "delete", "table", "netdev", "winnow"))
                .orFail();
        assertThat(reaches(IN_THE_NETWORK)).isTrue();

        try (Filter _ = STAGE.filter()) {
            assertThat(reaches(IN_THE_NETWORK)).isFalse();
        }
    }

    @Test
    void shouldNeitherForgetNorLetInWhenItIsKilled() throws IOException, InterruptedException {
        try (Filter filter = filter()) {
            bans(filter, "add", NETWORK, "--for", "1h").orFail();
            filter.kill();
            assertThat(reaches(IN_THE_NETWORK)).isFalse();
        }
        Shell.run(STAGE.hosts().onServer("nft", "flush", "ruleset")).orFail();
        assertThat(reaches(IN_THE_NETWORK)).isTrue();
        try (Filter filter = filter()) {
            Shell.await("the ban is taken up", () -> !reaches(IN_THE_NETWORK));
            JsonNode list = JSON.readTree(bans(filter, "list", "--json").output());
            assertThat(list.path("bans")).hasSize(1);
            assertThat(list.at("/bans/0/prefix").asText()).isEqualTo(NETWORK);
            assertThat(bans(filter, "explain", NETWORK).output()).contains("for another 59 min");
        }
    }

    @Test
    void shouldRefuseToBanTheHostItselfAndWhomTheOperatorNamed() throws IOException, InterruptedException {
        try (Filter filter = filter("--set", "ban.allow=[" + NETWORK + "]")) {
            Shell.Result own = bans(filter, "add", TwoHosts.SERVER_IPV4, BEHIND_THE_NETWORK);
            Shell.Result around = bans(filter, "add", "198.18.0.0/15");
            Shell.Result named = bans(filter, "add", IN_THE_NETWORK);

            assertThat(own.exitStatus()).isEqualTo(1);
            assertThat(own.output())
                    .contains(
                            TwoHosts.SERVER_IPV4 + " is an address of this host", BEHIND_THE_NETWORK + " is kept out");
            assertThat(around.exitStatus()).isEqualTo(1);
            assertThat(named.exitStatus()).isEqualTo(1);
            assertThat(named.output()).contains(NETWORK + " is on the allow-list");
            assertThat(reaches(BEHIND_THE_NETWORK)).isFalse();
            assertThat(reaches(IN_THE_NETWORK)).isTrue();
        }
    }

    @Test
    void shouldDoAllButTheDeedInADryRun() throws IOException, InterruptedException {
        try (Filter filter = filter("--dry-run")) {
            bans(filter, "add", NETWORK).orFail();
            assertThat(bans(filter, "list").output()).contains(NETWORK, "this is a trial");
            assertThat(reaches(IN_THE_NETWORK)).isTrue();
            filter.stop();
            assertThat(Filter.events(filter.eventFile())).anySatisfy(event -> {
                assertThat(event.at("/ban/action").asText()).isEqualTo("begin");
                assertThat(event.path("dry_run").asBoolean()).isTrue();
            });
            assertThat(STAGE.folder().resolve("bans.db")).doesNotExist();
        }
    }

    @Test
    void shouldTellWhatSomebodyElseHasPutIntoItsSet() throws IOException, InterruptedException {
        try (Filter filter = filter()) {
            bans(filter, "add", NETWORK).orFail();
            Shell.run(STAGE.hosts().onServer("nft", "add element netdev winnow ban4 { 198.18.9.0/24 }"))
                    .orFail();

            assertThat(bans(filter, "explain", "198.18.9.9").output())
                    .contains("the ledger knows of no such ban: somebody else has put it into the set");
        }
    }
}
