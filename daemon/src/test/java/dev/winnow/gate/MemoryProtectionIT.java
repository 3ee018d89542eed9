package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a host that runs out of memory the filter stays, as far as it is allowed to.
final class MemoryProtectionIT {
    private static final int CAP_IPC_LOCK = 14;
    private static final int CAP_SYS_RESOURCE = 24;
    private static final long SMALL_LIMIT = 64L << 10;
    private static final long LARGE_LIMIT = 1L << 40;

    @RegisterExtension
    private static final FilterStage STAGE = new FilterStage("alert udp any any -> any any (msg:\"x\"; sid:1;)\n");

    /// What a running filter looks like from outside.
    private record Seen(long lockedKb, int oomScoreAdj, String output) {}

    private static Seen run(List<String> before, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Filter.WINNOW,
                "run",
                "--eve",
                "/dev/null",
                "--rules",
                STAGE.rules().toString()));
        command.add("--set=control.enabled=no");
        // What an installed filter has left on this machine is not for a test to say anything about.
        command.add("--set=history.file=" + STAGE.folder().resolve("history.db"));
        command.add("--set=ban.ledger=" + STAGE.folder().resolve("bans.db"));
        command.add("--set=evidence.directory=" + STAGE.folder().resolve("evidence"));
        command.addAll(Arrays.asList(options));
        Path output = STAGE.folder().resolve("winnow-" + System.nanoTime() + ".out");
        Process process = Shell.start(STAGE.hosts().onServer(command.toArray(String[]::new)), output);
        try {
            Shell.await("winnow filters", () -> {
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
                return Files.readString(output).contains("winnow: filtering queue 0");
            });
            Path proc = Path.of("/proc", Long.toString(process.pid()));
            return new Seen(
                    lockedKb(Files.readString(proc.resolve("status"))),
                    Integer.parseInt(
                            Files.readString(proc.resolve("oom_score_adj")).strip()),
                    Files.readString(output));
        } finally {
            assertThat(Shell.terminate(process)).isZero();
        }
    }

    private static long lockedKb(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmLck:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static void assumeCapability(int number, String name) throws IOException {
        long effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .sum();
        assumeTrue((effective >>> number & 1) != 0, "root has no " + name + " here");
    }

    @Test
    void shouldLockItsMemory() throws IOException, InterruptedException {
        assumeCapability(CAP_IPC_LOCK, "CAP_IPC_LOCK");
        Seen seen = run(List.of());
        assertThat(seen.lockedKb()).isPositive();
        assertThat(seen.output()).doesNotContain("memory.lock");
    }

    @Test
    void shouldBeTheLastThatTheKernelKills() throws IOException, InterruptedException {
        assumeCapability(CAP_SYS_RESOURCE, "CAP_SYS_RESOURCE");
        Seen seen = run(List.of());
        assertThat(seen.oomScoreAdj()).isEqualTo(-900);
        assertThat(seen.output()).doesNotContain("memory.oom-score-adj");
    }

    @Test
    void shouldLeaveMemoryAloneWhenToldTo() throws IOException, InterruptedException {
        int own = Integer.parseInt(
                Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
        Seen seen = run(List.of(), "--set", "memory.lock=no", "--set", "memory.oom-score-adj=" + own);
        assertThat(seen.lockedKb()).isZero();
        assertThat(seen.oomScoreAdj()).isEqualTo(own);
        assertThat(seen.output().lines()).singleElement().asString().startsWith("winnow: filtering queue 0");
    }

    /// Under the large limit locking would succeed today, and a heap that grows would end the JVM tomorrow.
    @ParameterizedTest
    @ValueSource(longs = {SMALL_LIMIT, LARGE_LIMIT})
    void shouldSayWhatItMayNotAndFilterAllTheSame(long limit) throws IOException, InterruptedException {
        if (limit == LARGE_LIMIT) {
            assumeCapability(CAP_SYS_RESOURCE, "CAP_SYS_RESOURCE");
        }
        Seen seen = run(
                List.of("prlimit", "--memlock=" + limit, "setpriv", "--bounding-set=-ipc_lock,-sys_resource", "--"));
        assertThat(seen.lockedKb()).isZero();
        assertThat(seen.output().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("winnow: "))
                .anyMatch(line -> line.contains("CAP_IPC_LOCK"))
                .anyMatch(line -> line.contains("CAP_SYS_RESOURCE"));
    }
}
