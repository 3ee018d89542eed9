package dev.winnow.bindings.nfqueue;

import dev.winnow.bindings.testing.NetworkNamespace;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// NFQUEUE against the running kernel, each case in a network namespace of its own; see [QueueScenarios].
class QueueKernelTest {
    private static final String PORT = Integer.toString(QueueHarness.PORT);

    private NetworkNamespace namespace;

    @BeforeEach
    void createNamespace() {
        namespace = NetworkNamespace.create("nfq");
    }

    @AfterEach
    void deleteNamespace() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errorsAreToldApart",
                "settingsReachTheKernelInOneMessage",
                "refusedVerdictsComeBackAsErrors",
                "awaitReceivesWhatIsThereAndEndsWhenNothingComes"
            })
    void shouldConfigureQueues(String scenario) {
        namespace.run(QueueScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manyVerdictsGoInOneSend",
                "fullQueueDropsAndCounts",
                "fullQueueFailsOpen",
                "cutPacketsAreRecognised",
                "packetsThatComeWhileConfiguringAreQueuedAgain",
                "overrunIsReported",
                "packetsCostNoAllocation"
            })
    void shouldJudgePackets(String scenario) {
        queueUdp("iptables");
        namespace.run(QueueScenarios.class, scenario);
    }

    @Test
    void shouldJudgeIpv4Packets() {
        shouldJudgeMarkedPackets("iptables", "verdictsHoldForIpv4");
    }

    @Test
    void shouldJudgeIpv6Packets() {
        shouldJudgeMarkedPackets("ip6tables", "verdictsHoldForIpv6");
    }

    private void shouldJudgeMarkedPackets(String iptables, String scenario) {
        namespace.exec(iptables, "-t", "mangle", "-A", "PREROUTING", "-j", "MARK", "--set-mark", "0x80000005");
        queueUdp(iptables);
        namespace.run(QueueScenarios.class, scenario);
    }

    @Test
    void shouldSetMarks() {
        String[] toMangle = {"iptables", "-t", "mangle", "-A", "PREROUTING", "-p", "udp"};
        execWith(toMangle, "-m", "mark", "--mark", "0x80000077", "-j", "ACCEPT");
        execWith(toMangle, "--dport", PORT, "-j", "NFQUEUE", "--queue-num", "3");
        namespace.exec("iptables", "-A", "INPUT", "-m", "mark", "--mark", "0x77/0x7fffffff", "-j", "ACCEPT");
        namespace.exec("iptables", "-A", "INPUT", "-j", "DROP");
        namespace.run(QueueScenarios.class, "marksAreSet");
    }

    @Test
    void shouldTakeSegmentsLongerThanTheLink() {
        namespace.exec("ip", "link", "set", "lo", "mtu", "1500");
        namespace.exec("iptables", "-A", "OUTPUT", "-p", "tcp", "--dport", PORT, "-j", "NFQUEUE", "--queue-num", "3");
        namespace.run(QueueScenarios.class, "longSegmentsArriveWhole");
    }

    private void queueUdp(String iptables) {
        namespace.exec(iptables, "-A", "INPUT", "-p", "udp", "--dport", PORT, "-j", "NFQUEUE", "--queue-num", "3");
    }

    private void execWith(String[] start, String... rest) {
        String[] command = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, command, start.length, rest.length);
        namespace.exec(command);
    }
}
