package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Shut ports are shut to strangers, and to nobody who is connected or named; and open by themselves.
final class LockdownIT {
    private static final String STRANGER = "198.18.7.70";
    private static final String KEPT = "198.18.7.95";

    /// Where the web server listens in an sshd's place.
    private static final int SSH = 22;

    private static final int HTTP = 80;

    @RegisterExtension
    private static final WebGate GATE = new WebGate("alert tcp any any -> any 80 (content:\"needle\"; sid:1;)\n");

    @BeforeAll
    static void setUp() {
        assumeTrue(Shell.run("which", "nft").exitStatus() == 0, "nft is not installed: make setup");
        for (String address : List.of(STRANGER, KEPT)) {
            Shell.run(GATE.hosts().onClient("ip", "addr", "add", address + "/24", "dev", "eth0"))
                    .orFail();
        }
    }

    @AfterEach
    void open() {
        Shell.run(GATE.hosts().onServer("nft", "delete", "table", "inet", "winnow-lockdown"));
    }

    private static Shell.Result lockdown(Filter filter, String command, String... options) {
        List<String> words =
                new ArrayList<>(List.of("env", "-u", "SSH_CONNECTION", Filter.WINNOW, "lockdown", command));
        words.addAll(List.of("--control", filter.control().toString()));
        words.addAll(Arrays.asList(options));
        return Shell.run(words);
    }

    private static String report(Filter filter) {
        return Shell.run(
                        Filter.WINNOW,
                        "report",
                        "--control",
                        filter.control().toString(),
                        "--set",
                        "history.file=" + GATE.folder().resolve("history.db"))
                .orFail()
                .output();
    }

    private static boolean reaches(String from, int port) {
        String url = "http://" + TwoHosts.SERVER_IPV4 + ":" + port + "/";
        return GATE.fetch(url, "--interface", from, "--connect-timeout", "1").exitStatus() == 0;
    }

    @Test
    void shouldRefuseStrangersOnlyAndNobodyWhoIsConnected() throws IOException, InterruptedException {
        String talk = "exec 3<>/dev/tcp/" + TwoHosts.SERVER_IPV4 + "/80; echo open; while [ ! -e " + GATE.folder()
                + "/go ]; do sleep 0.1; done; printf 'GET /x HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3; echo over";
        try (Filter filter = GATE.filter("--install-rule=INPUT -p tcp --dport 80");
                Background connected = new Background(
                        GATE.hosts().onClient("bash", "-c", talk), GATE.folder().resolve("talk.out"), "open")) {
            Shell.await("it answers", () -> lockdown(filter, "status").exitStatus() == 0);
            Shell.Result refused = lockdown(filter, "on");
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.output()).contains("nobody would get in by ssh any more");
            assertThat(reaches(STRANGER, SSH)).isTrue();

            assertThat(lockdown(filter, "on", "--ports", "22,80", "--keep", "ssh:" + KEPT)
                            .orFail()
                            .output())
                    .contains("ports 22, 80 are shut to all but the connected and ssh:" + KEPT + " until ");

            assertThat(reaches(STRANGER, SSH)).isFalse();
            assertThat(reaches(STRANGER, HTTP)).isFalse();
            assertThat(reaches(KEPT, SSH)).isTrue();
            assertThat(reaches(KEPT, HTTP)).isFalse();
            Files.createFile(GATE.folder().resolve("go"));
            Shell.await("the connected are served", () -> connected.output().contains("over"));
            assertThat(connected.output()).contains("200 OK");
            assertThat(filter.tell("status").output()).contains("lockdown  ports 22, 80 are shut");

            lockdown(filter, "off").orFail();
            assertThat(reaches(STRANGER, HTTP)).isTrue();
            assertThat(report(filter))
                    .containsPattern("ports 22, 80  .*, opened by .*, to all but the connected and ssh:" + KEPT);
            filter.stop();
            assertThat(Filter.events(filter.eventFile()))
                    .filteredOn(event -> event.path("event_type").asText().equals("lockdown"))
                    .extracting((JsonNode event) -> event.at("/lockdown/action").asText())
                    .containsExactly("begin", "lift");
        }
    }

    @Test
    void shouldOpenByItselfAlsoWhenWinnowIsDead() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter()) {
            Shell.await("it answers", () -> lockdown(filter, "status").exitStatus() == 0);
            lockdown(filter, "on", "--all", "--keep", KEPT, "--for", "15s").orFail();
            assertThat(reaches(STRANGER, HTTP)).isFalse();
            assertThat(reaches(KEPT, HTTP)).isTrue();
            filter.kill();
            assertThat(reaches(STRANGER, HTTP)).isFalse();
            Shell.await("the kernel opens", () -> reaches(STRANGER, HTTP));
        } finally {
            for (String tool : List.of("iptables", "ip6tables")) {
                Shell.run(GATE.hosts().onServer(tool, "-F"));
            }
        }
    }

    @Test
    void shouldShutNothingInATrialAndSayWhy() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter("--dry-run")) {
            Shell.await("it answers", () -> lockdown(filter, "status").exitStatus() == 0);
            Shell.Result refused = lockdown(filter, "on", "--keep", "ssh:" + KEPT);
            assertThat(refused.exitStatus()).isEqualTo(1);
            assertThat(refused.output()).contains("nothing is shut: this is a trial");
            assertThat(reaches(STRANGER, SSH)).isTrue();
        }
    }
}
