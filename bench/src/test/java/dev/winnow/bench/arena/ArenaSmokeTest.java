package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bench.Commands;
import dev.winnow.bench.arena.contender.Winnow;
import dev.winnow.bench.arena.traffic.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The arena itself, for some seconds: that everybody comes, is counted, and goes again. What must hold is for
/// `make arena` to say.
class ArenaSmokeTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPlayAStoryAndLeaveNothingBehind() throws IOException {
        Winnow winnow = new Winnow();
        assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces need root");
        for (String tool : List.of("ip", "nginx", "curl", "iptables", "sysctl", "timeout")) {
            assumeTrue(isInstalled(tool), tool + " is not installed");
        }
        winnow.missing().ifPresent(why -> assumeTrue(false, "winnow: " + why));

        Play.Result result = new Play(new SubnetStory(), winnow, new Timing(3, 6, 1, 8), folder).run();

        Outcome outcome = result.outcome();
        assertThat(outcome.calm().asked()).isPositive();
        assertThat(outcome.underAttack().answeredShare()).isGreaterThan(0.9);
        assertThat(outcome.attackRequests()).isPositive();
        assertThat(outcome.requestsBySource().keySet()).isSubsetOf(Sources.neighbours());
        assertThat(outcome.visitorsBanned()).isZero();
        assertThat(result.checks()).extracting(Check::name).contains("visitors banned", "winnow's memory");
        assertThat(Commands.run(List.of("ip", "netns", "list")))
                .doesNotContain("wa" + ProcessHandle.current().pid());
    }

    private static boolean isInstalled(String tool) {
        return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                .anyMatch(directory -> Path.of(directory, tool).toFile().canExecute());
    }
}
