package dev.winnow.lane;

import dev.winnow.attack.AttackSettings;
import dev.winnow.attack.Thresholds;
import dev.winnow.config.AttackConfig;
import dev.winnow.config.ExceptionPolicy;
import dev.winnow.config.FlowConfig;
import dev.winnow.config.InvalidSegments;
import dev.winnow.config.StreamConfig;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.content.InspectionLimits;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTimeouts;
import dev.winnow.flow.HostPolicies;
import dev.winnow.flow.ReleasePolicy;
import dev.winnow.flow.StreamSettings;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentPolicy;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.Ciphertext;
import dev.winnow.protocol.ProtocolLimits;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The configuration in the words of those who judge. Immutable.
final class JudgeSettings {
    private static final long LEAST_STREAM_BYTES = 1L << 20;

    private final WinnowConfig config;
    private final HostPolicies hosts;
    private final long seed;

    /// @param seed secret, so that senders cannot choose where their flows are kept
    /// @throws IllegalArgumentException with words for a person, where a key's value stands for no addresses
    JudgeSettings(WinnowConfig config, long seed) {
        this.config = config;
        this.seed = seed;
        hosts = OverlappingHosts.of(config);
    }

    /// @param enforcing whether verdicts take effect, so that bytes must be judged before their receiver has them
    FlowSettings flows(boolean enforcing) {
        FlowConfig flow = config.flow();
        return new FlowSettings(
                flow.maxFlows(),
                flow.variableBytes(),
                flow.usesVlan(),
                new FlowTimeouts(seconds(flow.timeouts()), seconds(flow.emergencyTimeouts())),
                FlowSettings.DEFAULT.flowbitCount(),
                FlowSettings.DEFAULT.flowintCount(),
                seed,
                streams(enforcing),
                config.exceptionPolicies().flowMemory().settle(enforcing, false) == ExceptionPolicy.IGNORE);
    }

    /// Flows for those who look at packets only: nothing is put together.
    FlowSettings flowsAlone() {
        FlowSettings flows = flows(false);
        StreamSettings streams = flows.stream();
        return flows.withStream(new StreamSettings(
                streams.midstream(),
                streams.asyncOneside(),
                LEAST_STREAM_BYTES,
                1,
                ReleasePolicy.ON_ARRIVAL,
                false,
                false,
                streams.windowBytes(),
                streams.policies()));
    }

    /// @throws IllegalArgumentException with words for a person, where a key's value stands for no ports
    AttackSettings attacks() {
        AttackConfig attack = config.attack();
        Thresholds thresholds = new Thresholds(
                attack.unfinished(),
                attack.connections(),
                attack.lingering(),
                attack.ports(),
                attack.hosts(),
                attack.slow(),
                attack.idle(),
                attack.requests(),
                attack.answers(),
                attack.fragments(),
                attack.malformed(),
                attack.wrongProtocol());
        return new AttackSettings(
                attack.sources(), attack.memcap(), thresholds, ConfiguredPorts.ofAttacks(config), seed);
    }

    private StreamSettings streams(boolean enforcing) {
        StreamConfig stream = config.stream();
        ExceptionPolicy stray = config.exceptionPolicies().midstream().settle(enforcing, true);
        return new StreamSettings(
                stream.midstream() && stray != ExceptionPolicy.DROP_PACKET && stray != ExceptionPolicy.PASS_PACKET,
                stream.asyncOneside(),
                stream.memcap(),
                stream.depth(),
                enforcing ? ReleasePolicy.ON_ARRIVAL : ReleasePolicy.ON_ACK,
                stream.dropInvalid() == InvalidSegments.YES,
                true,
                stream.windowLength(),
                hosts);
    }

    private static long[][] seconds(List<FlowConfig.Timeouts> timeouts) {
        return timeouts.stream()
                .map(idle -> new long[] {idle.freshSeconds(), idle.establishedSeconds(), idle.closedSeconds()})
                .toArray(long[][]::new);
    }

    ProtocolLimits protocols() {
        ProtocolLimits usual = ProtocolLimits.DEFAULT;
        return new ProtocolLimits(
                usual.conversations(),
                usual.transactions(),
                usual.detectBytes(),
                limits(config.http().request()),
                limits(config.http().response()),
                usual.file(),
                usual.expectations());
    }

    Ciphertext ciphertext() {
        return switch (config.encryptionHandling()) {
            case DEFAULT -> Ciphertext.SKIPPED;
            case BYPASS -> Ciphertext.SKIPPED_AT_ONCE;
            case FULL -> Ciphertext.INSPECTED;
        };
    }

    private static BodyLimits limits(WinnowConfig.Http.Body body) {
        return new BodyLimits(body.limit(), body.minimalInspectSize(), body.inspectWindow());
    }

    /// @param enforcing whether verdicts take effect
    FragmentLimits fragments(boolean enforcing) {
        WinnowConfig.Defrag defrag = config.defrag();
        return new FragmentLimits(
                defrag.memcap(),
                defrag.trackers(),
                defrag.maxFragments(),
                TimeUnit.SECONDS.toNanos(defrag.timeoutSeconds()),
                FragmentPolicy.BSD,
                config.exceptionPolicies().fragmentMemory().settle(enforcing, false) == ExceptionPolicy.IGNORE);
    }

    InspectionLimits inspection() {
        WinnowConfig.Pcre pcre = config.pcre();
        return new InspectionLimits(pcre.matchLimit(), pcre.matchLimitRecursion(), config.inspectionRecursionLimit());
    }
}
