package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No packet allocates between the kernel's queue and its verdict.
final class AllocationIT {
    private static TwoHosts hosts;

    @BeforeAll
    static void setUp() {
        String unavailable = TwoHosts.unavailable();
        assumeTrue(unavailable == null, unavailable);
        hosts = TwoHosts.create();
        Shell.run(hosts.onServer(
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

    @AfterAll
    static void tearDown() {
        if (hosts != null) {
            hosts.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "split:2"})
    void shouldNotAllocateBetweenQueueAndVerdict(String threads) {
        Shell.Result result = Shell.run(hosts.onServer(
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
