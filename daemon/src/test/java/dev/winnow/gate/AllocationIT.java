package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No packet allocates between the kernel's queue and its verdict.
final class AllocationIT {

    @RegisterExtension
    private static final FilterStage STAGE = new FilterStage();

    @BeforeAll
    static void setUp() {
        Shell.run(STAGE.hosts()
                        .onServer(
                                "iptables",
                                "-I",
                                "OUTPUT",
                                "-p",
                                "udp",
                                "--dport",
                                Integer.toString(AllocationScenario.PORT),
                                "-j",
                                "NFQUEUE",
                                "--queue-num",
                                AllocationScenario.QUEUE,
                                "--queue-bypass"))
                .orFail();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "split:2"})
    void shouldNotAllocateBetweenQueueAndVerdict(String threads) {
        Shell.Result result = Shell.run(STAGE.hosts()
                .onServer(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=deny",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationScenario.class.getName(),
                        threads));
        assertThat(result.exitStatus()).as(result.output()).isZero();
        String allocated = result.output().lines().reduce((_, last) -> last).orElse("");
        assertThat(allocated).as(result.output()).startsWith("allocated ");
        assertThat(Long.parseLong(allocated.substring("allocated ".length())))
                .isLessThan(AllocationScenario.TOLERATED_BYTES);
    }
}
