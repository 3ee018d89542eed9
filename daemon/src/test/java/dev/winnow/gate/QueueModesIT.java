package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an accepted packet does next, and who takes it, is the operator's choice; what is dropped stays dropped.
final class QueueModesIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;
    private static final int QUEUES = 4;
    private static final int CLIENT_ADDRESSES = 32;

    @RegisterExtension
    private static final WebGate GATE =
            new WebGate("drop tcp any any -> any 80 (msg:\"marker\"; content:\"EXTENDEDPROTOCOL\"; sid:1;)\n");

    @Test
    void shouldAcceptEverythingInADryRunAndSayWhatItWouldHaveDone() throws IOException, InterruptedException {
        // Bytes of its own: the client's kernel still sends what other tests have dropped.
        Path tried = Files.writeString(
                GATE.folder().resolve("tried.rules"),
                "drop tcp any any -> any 80 (msg:\"tried\"; content:\"TRIEDPROTOCOL\"; sid:3;)\n");
        try (Filter filter = new Filter(GATE.hosts(), GATE.folder(), tried, "--dry-run")) {
            GATE.fetch(SITE + "/dry-TRIEDPROTOCOL").orFail();
            GATE.fetch(SITE + "/dry-ordinary").orFail();
            assertThat(filter.stop()).isZero();
            assertThat(filter.output()).contains("dropping nothing", " 1 would be dropped,");
            assertThat(Filter.events(filter.eventFile()))
                    .hasSize(2)
                    .allSatisfy(event -> {
                        assertThat(event.path("dry_run").asBoolean()).isTrue();
                        assertThat(event.path("alert").path("action").asText()).isEqualTo("blocked");
                        assertThat(event.path("verdict").path("action").asText())
                                .isEqualTo("drop");
                    })
                    .extracting(event -> event.path("event_type").asText())
                    .containsExactly("alert", "drop");
        }
    }

    @Test
    void shouldSendAcceptedPacketsThroughTheChainAgainWithTheirMark() throws IOException, InterruptedException {
        server("iptables -t mangle -A PREROUTING -p tcp --dport 80 -j MARK --set-mark 0x103");
        server("iptables -A INPUT -p tcp --dport 80 -m mark --mark 0x105");
        try (Filter filter =
                filter("--set", "nfq.mode=repeat", "--set", "nfq.repeat-mark=0x4", "--set", "nfq.repeat-mask=0x6")) {
            GATE.fetch(SITE + "/repeat-[1-50]").orFail();
            assertDropped("/repeat-EXTENDEDPROTOCOL");
            assertThat(filter.stop()).isZero();
            assertThat(filter.output()).doesNotContain("faults");
            assertThat(packetsOfRuleMarked("0x105")).isGreaterThan(50 * 3);
        } finally {
            server("iptables -t mangle -F PREROUTING");
            server("iptables -F INPUT");
        }
    }

    @Test
    void shouldNotSendAPacketRoundForEverWhereNoRuleLooksAtTheMark() throws IOException, InterruptedException {
        server("iptables -I INPUT -p tcp --dport 80 -j NFQUEUE --queue-num 5 --queue-bypass");
        try (Background filter = background("--queue", "5", "--set", "nfq.mode=repeat")) {
            GATE.fetch(SITE + "/round-[1-20]").orFail();
            assertThat(filter.stop()).isZero();
        } finally {
            server("iptables -F INPUT");
        }
    }

    @Test
    void shouldHandAcceptedPacketsToTheNextQueueAndLetThemPassWhereNobodyReadsIt()
            throws IOException, InterruptedException {
        Path second = Files.writeString(
                GATE.folder().resolve("second.rules"),
                "drop tcp any any -> any 80 (msg:\"second\"; content:\"needle\"; sid:2;)\n");
        try (Filter filter = filter("--set", "nfq.mode=route", "--set", "nfq.route-queue=9")) {
            try (Background next = background("--queue", "9", "--rules", second.toString())) {
                GATE.fetch(SITE + "/route-[1-50]").orFail();
                assertDropped("/route-EXTENDEDPROTOCOL");
                assertDropped("/route-needle");
                assertThat(next.stop()).isZero();
            }
            GATE.fetch(SITE + "/alone-needle-[1-50]").orFail();
            assertThat(filter.stop()).isZero();
        }
    }

    @Test
    void shouldSpreadConnectionsOverSeveralQueues() throws IOException, InterruptedException {
        try (Filter filter = filter("--queue", "0:" + (QUEUES - 1))) {
            for (int host = 100; host < 100 + CLIENT_ADDRESSES; host++) {
                String address = "198.18.7." + host;
                Shell.run(GATE.hosts().onClient("ip", "addr", "add", address + "/24", "dev", "eth0"))
                        .orFail();
                GATE.fetch(SITE + "/balance-[1-3]", "--interface", address).orFail();
            }
            assertDropped("/balance-EXTENDEDPROTOCOL");
            assertThat(packetsOfEachQueue()).hasSize(QUEUES).allMatch(packets -> packets > 0);
            assertThat(GATE.web().requestsOf("/balance-")).isEqualTo(3 * CLIENT_ADDRESSES);
            assertThat(filter.stop()).isZero();
            assertThat(Filter.events(filter.eventFile()))
                    .extracting(event -> event.path("event_type").asText())
                    .contains("drop");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nfq.mode=route  | nfq.route-queue=0  | nfq.route-queue 0 is a queue that is filtered here
            nfq.mode=repeat | nfq.repeat-mark=2  | nfq.repeat-mark has no bit
            """)
    void shouldRefuseWhatWouldSendPacketsRoundForEver(String mode, String setting, String words) {
        Shell.Result result = Shell.run(GATE.hosts()
                .onServer(
                        Filter.WINNOW,
                        "run",
                        "--rules",
                        GATE.rules().toString(),
                        "--install-rule",
                        "--set",
                        mode,
                        "--set",
                        setting));
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.output().lines()).singleElement().asString().contains(words);
        assertThat(Filter.rulesOn(GATE.hosts())).isEmpty();
    }

    private static Filter filter(String... options) throws IOException, InterruptedException {
        return GATE.filter(options);
    }

    private static Background background(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Filter.WINNOW, "run"));
        command.addAll(List.of(options));
        if (!command.contains("--rules")) {
            command.addAll(List.of("--rules", GATE.rules().toString()));
        }
        return new Background(
                GATE.hosts().onServer(command.toArray(String[]::new)),
                GATE.folder().resolve("second.out"),
                "filtering queue");
    }

    private static void server(String command) {
        Shell.run(GATE.hosts().onServer(command.split(" "))).orFail();
    }

    private static void assertDropped(String path) throws IOException {
        assertThat(GATE.fetch(SITE + path, "--max-time", "2").exitStatus()).isNotZero();
        assertThat(GATE.web().requestsOf(path)).isZero();
    }

    private static long packetsOfRuleMarked(String mark) {
        return Shell.run(GATE.hosts().onServer("iptables", "-nvxL", "INPUT"))
                .output()
                .lines()
                .filter(line -> line.contains("mark match " + mark))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[0]))
                .sum();
    }

    /// How many packets each queue has numbered so far: the eighth column of what the kernel tells.
    private static List<Long> packetsOfEachQueue() {
        return Shell.run(GATE.hosts().onServer("cat", "/proc/net/netfilter/nfnetlink_queue"))
                .output()
                .lines()
                .map(line -> Long.parseLong(line.strip().split("\\s+", -1)[7]))
                .toList();
    }
}
