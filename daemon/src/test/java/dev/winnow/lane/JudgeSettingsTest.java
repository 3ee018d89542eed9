package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.HostPolicies;
import dev.winnow.flow.OverlapPolicy;
import dev.winnow.flow.ReleasePolicy;
import dev.winnow.flow.StreamSettings;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.ProtocolLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgeSettingsTest {
    private static WinnowConfig config(String... overrides) throws ConfigException {
        return ConfigLoader.load(Optional.empty(), Origin.OWN, List.of(overrides))
                .config();
    }

    @Test
    void shouldFollowStreamsAsConfigured() throws ConfigException {
        FlowSettings flows = new JudgeSettings(
                        config(
                                "flow.max-flows=7",
                                "vlan.use-for-tracking=no",
                                "stream.midstream=yes",
                                "stream.async-oneside=yes",
                                "stream.drop-invalid=yes",
                                "stream.reassembly.memcap=2mb",
                                "stream.reassembly.depth=3kb",
                                "stream.reassembly.toclient-chunk-size=5kb"),
                        42)
                .flows(true);

        assertThat(flows.maxFlows()).isEqualTo(7);
        assertThat(flows.usesVlan()).isFalse();
        assertThat(flows.seed()).isEqualTo(42);
        assertThat(flows.stream())
                .isEqualTo(new StreamSettings(
                        true,
                        true,
                        2 << 20,
                        3 << 10,
                        ReleasePolicy.ON_ARRIVAL,
                        true,
                        true,
                        5 << 10,
                        HostPolicies.DEFAULT));
    }

    /// Where a policy decides about each packet, nothing is left to follow.
    @ParameterizedTest
    @CsvSource({"ignore, true", "drop-flow, true", "pass-flow, true", "drop-packet, false", "pass-packet, false"})
    void shouldPickUpConnectionsUnlessTheirPacketsAreDecidedAbout(String policy, boolean expected)
            throws ConfigException {
        WinnowConfig config = config("stream.midstream=yes", "stream.midstream-policy=" + policy);

        assertThat(new JudgeSettings(config, 0).flows(true).stream().midstream())
                .isEqualTo(expected);
    }

    @Test
    void shouldWaitForAcknowledgmentWhereNothingIsEnforced() throws ConfigException {
        assertThat(new JudgeSettings(config(), 0).flows(false).stream()).isEqualTo(StreamSettings.DEFAULT);
    }

    @Test
    void shouldBoundBodiesAsConfigured() throws ConfigException {
        String prefix = "app-layer.protocols.http.libhtp.default-config.";
        ProtocolLimits limits = new JudgeSettings(
                        config(
                                prefix + "request-body-limit=1kb",
                                prefix + "request-body-minimal-inspect-size=5kb",
                                prefix + "response-body-limit=2kb",
                                prefix + "response-body-inspect-window=6kb"),
                        0)
                .protocols();

        assertThat(limits.requestBody()).isEqualTo(new BodyLimits(1 << 10, 5 << 10, 4 << 10));
        assertThat(limits.responseBody()).isEqualTo(new BodyLimits(2 << 10, 40 << 10, 6 << 10));
    }

    @Test
    void shouldLetTheSmallerNetworkNameTheSystem() throws ConfigException {
        List<HostPolicies.Rule> rules = OverlappingHosts.of(config(
                        "host-os-policy.windows=[0.0.0.0/0]",
                        "host-os-policy.linux=[198.18.0.0/15, $DNS_SERVERS]",
                        "host-os-policy.solaris=198.18.0.1",
                        "host-os-policy.old-linux=\"fd00::/8\"",
                        "vars.address-groups.DNS_SERVERS=198.18.7.7"))
                .rules();

        assertThat(rules)
                .extracting(HostPolicies.Rule::policy)
                .containsExactly(
                        OverlapPolicy.LINUX,
                        OverlapPolicy.SOLARIS,
                        OverlapPolicy.LINUX,
                        OverlapPolicy.BSD,
                        OverlapPolicy.OLD_LINUX);
    }

    @Test
    void shouldNameTheKeyWhoseAddressesMakeNoSense() throws ConfigException {
        WinnowConfig config = config("host-os-policy.old-linux=[10.0.0.0/99]");

        assertThatThrownBy(() -> OverlappingHosts.of(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'host-os-policy.old-linux': ");
    }
}
