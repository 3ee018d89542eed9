package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who attacks is banned without anybody's word, and what is queued of the banned is dropped where no kernel does it.
final class AttackBansIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;

    @TempDir
    private static Path folder;

    private static WebGate gate;
    private static Path rules;

    @BeforeAll
    static void setUp() throws IOException, InterruptedException {
        gate = WebGate.create(folder);
        rules = Files.writeString(
                folder.resolve("needle.rules"), "alert tcp any any -> any 80 (content:\"needle\"; sid:1;)\n");
    }

    @AfterAll
    static void tearDown() {
        if (gate != null) {
            gate.close();
        }
    }

    private static Shell.Result list(Filter filter) {
        return Shell.run(
                Filter.WINNOW, "bans", "list", "--control", filter.control().toString());
    }

    @Test
    void shouldBanWhoScansPorts() throws IOException, InterruptedException {
        try (Filter filter = new Filter(gate.hosts(), folder, rules, "--install-rule=INPUT -p tcp")) {
            gate.fetch(SITE + "/page").orFail();
            Shell.await("the scanner is banned", () -> {
                gate.fetch(SITE + ":[2000-2050]/", "--connect-timeout", "1");
                return list(filter).output().contains("198.18.7.2 ");
            });
            assertThat(list(filter).output()).contains("by winnow: port_scan");
            assertThat(gate.fetch(SITE + "/page", "--connect-timeout", "1").exitStatus())
                    .isNotZero();
            filter.stop();
            assertThat(Filter.events(filter.eventFile())).anySatisfy(event -> {
                assertThat(event.path("event_type").asText()).isEqualTo("ban");
                assertThat(event.at("/ban/detector").asText()).isEqualTo("port_scan");
                assertThat(event.path("src_ip").asText()).isEqualTo("198.18.7.2");
            });
        } finally {
            Shell.run(gate.hosts().onServer("nft", "delete", "table", "netdev", "winnow"));
            Files.deleteIfExists(folder.resolve("bans.db"));
        }
    }

    @Test
    void shouldDropWhatIsQueuedOfTheBannedWhereNoKernelKeepsThemOut() throws IOException, InterruptedException {
        try (Filter filter = new Filter(gate.hosts(), folder, rules, "--set", "ban.backend=none")) {
            Shell.await("it answers", () -> list(filter).exitStatus() == 0);
            gate.fetch(SITE + "/page").orFail();
            Shell.run(
                            Filter.WINNOW,
                            "bans",
                            "add",
                            "198.18.7.2",
                            "--control",
                            filter.control().toString())
                    .orFail();
            assertThat(gate.fetch(SITE + "/page", "--connect-timeout", "1").exitStatus())
                    .isNotZero();
            filter.stop();
            assertThat(Filter.events(filter.eventFile()))
                    .filteredOn(event -> event.path("event_type").asText().equals("drop"))
                    .isNotEmpty()
                    .extracting((JsonNode event) -> event.at("/drop/reason").asText())
                    .containsOnly("ban");
        } finally {
            Files.deleteIfExists(folder.resolve("bans.db"));
        }
    }
}
