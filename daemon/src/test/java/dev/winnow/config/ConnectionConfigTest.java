package dev.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.config.ActionOrder.Kind;
import dev.winnow.config.ConfigLoader.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The keys about connections and about what becomes of them.
class ConnectionConfigTest {
    @TempDir
    Path directory;

    private WinnowConfig load(Origin origin, String text, String... overrides) throws ConfigException, IOException {
        Path file = Files.writeString(directory.resolve("some.yaml"), text);
        return ConfigLoader.load(Optional.of(file), origin, List.of(overrides)).config();
    }

    private static WinnowConfig options(Origin origin, String... overrides) throws ConfigException {
        return ConfigLoader.load(Optional.empty(), origin, List.of(overrides)).config();
    }

    @Test
    void shouldReadSuricatasFlowsAndStreams() throws ConfigException, IOException {
        WinnowConfig config = load(Origin.FOREIGN, """
                flow: {memcap: 64mb, hash-size: 65536}
                flow-timeouts:
                  tcp: {new: 7, established: 8, closed: 9, bypassed: 100, emergency-new: 1}
                  udp: {established: 5}
                vlan: {use-for-tracking: false}
                stream:
                  midstream: true
                  async-oneside: on
                  drop-invalid: no
                  reassembly: {memcap: 1gb, depth: 0, toserver-chunk-size: 4kb}
                host-os-policy: {linux: [10.0.0.0/8, "::/0"], old-linux: [], windows: 192.0.2.1}
                app-layer.protocols.http.libhtp.default-config: {request-body-limit: 4kb, response-body-limit: 0}
                """);

        assertThat(config.flow().maxFlows()).isEqualTo(1 << 17);
        assertThat(config.flow().usesVlan()).isFalse();
        assertThat(config.flow().timeouts().getFirst()).isEqualTo(new FlowConfig.Timeouts(7, 8, 9));
        assertThat(config.flow().timeouts().get(1)).isEqualTo(new FlowConfig.Timeouts(30, 5, 0));
        assertThat(config.flow().emergencyTimeouts().getFirst()).isEqualTo(new FlowConfig.Timeouts(1, 100, 10));
        assertThat(config.stream())
                .isEqualTo(new StreamConfig(
                        true,
                        true,
                        InvalidSegments.NO,
                        1L << 30,
                        0,
                        4096,
                        Map.of(
                                HostSystem.LINUX, List.of("10.0.0.0/8", "::/0"),
                                HostSystem.WINDOWS, List.of("192.0.2.1"))));
        assertThat(config.http())
                .isEqualTo(new WinnowConfig.Http(
                        new WinnowConfig.Http.Body(4096, 32 << 10, 4 << 10),
                        new WinnowConfig.Http.Body(1 << 30, 40 << 10, 16 << 10)));
    }

    @Test
    void shouldPreferANumberOfFlowsToTheirMemory() throws ConfigException {
        assertThat(options(Origin.OWN, "flow.max-flows=100").flow().maxFlows()).isEqualTo(100);
    }

    @Test
    void shouldLetOneKeyNameThePolicyOfAllExceptions() throws ConfigException {
        ExceptionPolicies policies = options(
                        Origin.OWN, "exception-policy=drop-flow", "stream.midstream-policy=pass-packet")
                .exceptionPolicies();

        assertThat(policies.midstream()).isEqualTo(ExceptionPolicy.PASS_PACKET);
        assertThat(policies.streamMemory()).isEqualTo(ExceptionPolicy.DROP_FLOW);
        assertThat(policies.application()).isEqualTo(ExceptionPolicy.DROP_FLOW);
    }

    @Test
    void shouldNameThePolicyOfEachException() throws ConfigException {
        assertThat(options(
                                Origin.FOREIGN,
                                "stream.midstream-policy=reject",
                                "stream.reassembly.memcap-policy=drop-packet",
                                "app-layer.error-policy=drop-flow",
                                "flow.memcap-policy=pass-packet",
                                "defrag.memcap-policy=ignore")
                        .exceptionPolicies())
                .isEqualTo(new ExceptionPolicies(
                        ExceptionPolicy.REJECT,
                        ExceptionPolicy.DROP_PACKET,
                        ExceptionPolicy.DROP_FLOW,
                        ExceptionPolicy.PASS_PACKET,
                        ExceptionPolicy.IGNORE));
    }

    @Test
    void shouldStayOpenUnlessSuricataIsImitated() throws ConfigException {
        assertThat(options(Origin.OWN).exceptionPolicies().midstream()).isEqualTo(ExceptionPolicy.IGNORE);
        assertThat(options(Origin.FOREIGN).exceptionPolicies().midstream()).isEqualTo(ExceptionPolicy.AUTO);
    }

    /// A host that dropped every FIN and RST of connections that were there before it would cut them off badly.
    @Test
    void shouldDropStraySegmentsOnlyWhereSuricataIsImitated() throws ConfigException {
        assertThat(options(Origin.OWN).stream().dropInvalid()).isEqualTo(InvalidSegments.AMBIGUOUS);
        assertThat(options(Origin.FOREIGN).stream().dropInvalid()).isEqualTo(InvalidSegments.YES);
        assertThat(options(Origin.OWN, "stream.drop-invalid=yes").stream().dropInvalid())
                .isEqualTo(InvalidSegments.YES);
        assertThat(options(Origin.FOREIGN, "stream.drop-invalid=ambiguous").stream()
                        .dropInvalid())
                .isEqualTo(InvalidSegments.AMBIGUOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, true, true, DROP_FLOW",
        "AUTO, true, false, DROP_PACKET",
        "AUTO, false, true, IGNORE",
        "DROP_FLOW, true, false, DROP_PACKET",
        "BYPASS, true, true, PASS_FLOW",
        "PASS_FLOW, true, false, PASS_PACKET",
        "REJECT, true, false, REJECT",
        "IGNORE, true, true, IGNORE"
    })
    void shouldSettlePolicies(ExceptionPolicy policy, boolean enforcing, boolean hasFlow, ExceptionPolicy settled) {
        assertThat(policy.settle(enforcing, hasFlow)).isEqualTo(settled);
    }

    @Test
    void shouldReadTheOrderOfActions() throws ConfigException, IOException {
        assertThat(load(Origin.FOREIGN, "action-order:\n  - alert\n  - pass\n  - drop\n  - reject")
                        .actionOrder()
                        .ranks())
                .containsExactly(Kind.ALERT, Kind.PASS, Kind.DROP, Kind.REJECT);
        assertThat(options(Origin.OWN, "action-order=[reject, drop, alert, pass]")
                        .actionOrder()
                        .ranks())
                .containsExactly(Kind.REJECT, Kind.DROP, Kind.ALERT, Kind.PASS);
    }

    @ParameterizedTest
    @CsvSource({"'[pass, drop, reject]'", "'[pass, pass, drop, reject]'", "'[pass, drop, reject, alert, log]'", "pass"})
    void shouldRefuseAnOrderThatLeavesActionsOut(String order) {
        assertThatThrownBy(() -> options(Origin.OWN, "action-order=" + order))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected the words pass, drop, reject and alert in some order");
    }

    @ParameterizedTest
    @CsvSource({
        "'outputs: [{eve-log: {xff: {enabled: yes, mode: overwrite, deployment: forward, header: X-Real-IP}}}]'",
        "'outputs: [{eve-log: {types: [{alert: {xff: {enabled: yes, mode: overwrite, deployment: forward,"
                + " header: X-Real-IP}}}]}}]'"
    })
    void shouldReadWhomAProxyForwardsForAtBothPlaces(String text) throws ConfigException, IOException {
        assertThat(load(Origin.FOREIGN, text).forwardedFor())
                .isEqualTo(new ForwardedFor(
                        true, ForwardedFor.Mode.OVERWRITE, ForwardedFor.Deployment.FORWARD, "X-Real-IP"));
    }
}
