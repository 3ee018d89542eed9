package dev.winnow.config;

import java.util.Optional;

/// What happens to traffic in each of the cases in which it can no longer be judged as it should.
///
/// @param midstream a connection whose beginning was not seen
/// @param streamMemory bytes of a stream could not be kept
/// @param application bytes of a connection contradict the protocol that it speaks
/// @param flowMemory there is no room for one more flow
/// @param fragmentMemory there is no room for one more fragment
public record ExceptionPolicies(
        ExceptionPolicy midstream,
        ExceptionPolicy streamMemory,
        ExceptionPolicy application,
        ExceptionPolicy flowMemory,
        ExceptionPolicy fragmentMemory) {
    static ExceptionPolicies of(Settings settings) {
        return new ExceptionPolicies(
                policy(settings, PolicyKeys.MIDSTREAM),
                policy(settings, PolicyKeys.REASSEMBLY_MEMCAP),
                policy(settings, PolicyKeys.APPLICATION_ERROR),
                policy(settings, PolicyKeys.FLOW_MEMCAP),
                policy(settings, PolicyKeys.DEFRAG_MEMCAP));
    }

    private static ExceptionPolicy policy(Settings settings, ConfigKey<Optional<ExceptionPolicy>> key) {
        return settings.get(key).orElseGet(() -> settings.get(PolicyKeys.MASTER));
    }
}
