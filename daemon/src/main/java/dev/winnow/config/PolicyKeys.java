package dev.winnow.config;

import java.util.Optional;

/// The keys of [ExceptionPolicies].
final class PolicyKeys {
    static final KeyTable TABLE = new KeyTable();

    static final ConfigKey<ExceptionPolicy> MASTER = TABLE.shared(
            "exception-policy",
            ValueTypes.oneOf(ExceptionPolicy.class),
            ExceptionPolicy.IGNORE,
            "what happens to traffic that cannot be judged, where nothing more special says so");

    static final ConfigKey<Optional<ExceptionPolicy>> MIDSTREAM =
            policy("stream.midstream-policy", "what happens to connections whose beginning was not seen");

    static final ConfigKey<Optional<ExceptionPolicy>> REASSEMBLY_MEMCAP =
            policy("stream.reassembly.memcap-policy", "what happens to streams for whose bytes there is no memory");

    static final ConfigKey<Optional<ExceptionPolicy>> APPLICATION_ERROR =
            policy("app-layer.error-policy", "what happens to connections that contradict the protocol they speak");

    static final ConfigKey<Optional<ExceptionPolicy>> FLOW_MEMCAP =
            policy("flow.memcap-policy", "what happens to packets for whose flow there is no room");

    static final ConfigKey<Optional<ExceptionPolicy>> DEFRAG_MEMCAP =
            policy("defrag.memcap-policy", "what happens to fragments for which there is no room");

    private PolicyKeys() {}

    private static ConfigKey<Optional<ExceptionPolicy>> policy(String name, String help) {
        return TABLE.shared(name, ValueTypes.optional(ValueTypes.oneOf(ExceptionPolicy.class)), Optional.empty(), help);
    }
}
