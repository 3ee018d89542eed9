package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who attacks is banned without anybody's word, and what is queued of the banned is dropped where no kernel does it.
final class AttackBansIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;

    @RegisterExtension
    private static final WebGate GATE = new WebGate("alert tcp any any -> any 80 (content:\"needle\"; sid:1;)\n");

    private static Shell.Result list(Filter filter) {
        return Shell.run(
                Filter.WINNOW, "bans", "list", "--control", filter.control().toString());
    }

    @Test
    void shouldBanWhoScansPorts() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter("--install-rule=INPUT -p tcp")) {
            GATE.fetch(SITE + "/page").orFail();
            Shell.await("the scanner is banned", () -> {
                GATE.fetch(SITE + ":[2000-2050]/", "--connect-timeout", "1");
                return list(filter).output().contains("198.18.7.2 ");
            });
            assertThat(list(filter).output()).contains("by winnow: port_scan");
            assertThat(GATE.fetch(SITE + "/page", "--connect-timeout", "1").exitStatus())
                    .isNotZero();
            filter.stop();
            assertThat(Filter.events(filter.eventFile())).anySatisfy(event -> {
                assertThat(event.path("event_type").asText()).isEqualTo("ban");
                assertThat(event.at("/ban/detector").asText()).isEqualTo("port_scan");
                assertThat(event.path("src_ip").asText()).isEqualTo("198.18.7.2");
            });
        } finally {
            Shell.run(GATE.hosts().onServer("nft", "delete", "table", "netdev", "winnow"));
            Files.deleteIfExists(GATE.folder().resolve("bans.db"));
        }
    }

    @Test
    void shouldDropWhatIsQueuedOfTheBannedWhereNoKernelKeepsThemOut() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter("--set", "ban.backend=none")) {
            Shell.await("it answers", () -> list(filter).exitStatus() == 0);
            GATE.fetch(SITE + "/page").orFail();
            Shell.run(
                            Filter.WINNOW,
                            "bans",
                            "add",
                            "198.18.7.2",
                            "--control",
                            filter.control().toString())
                    .orFail();
            assertThat(GATE.fetch(SITE + "/page", "--connect-timeout", "1").exitStatus())
                    .isNotZero();
            filter.stop();
            assertThat(Filter.events(filter.eventFile()))
                    .filteredOn(event -> event.path("event_type").asText().equals("drop"))
                    .isNotEmpty()
                    .extracting((JsonNode event) -> event.at("/drop/reason").asText())
                    .containsOnly("ban");
        } finally {
            Files.deleteIfExists(GATE.folder().resolve("bans.db"));
        }
    }
}
