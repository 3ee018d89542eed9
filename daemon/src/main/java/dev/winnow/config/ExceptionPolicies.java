package dev.winnow.config;

/// What happens to traffic in each of the cases in which it can no longer be judged as it should.
///
/// @param midstream a connection whose beginning was not seen
/// @param streamMemory bytes of a stream could not be kept
public record ExceptionPolicies(ExceptionPolicy midstream, ExceptionPolicy streamMemory) {
    static ExceptionPolicies of(Settings settings) {
        ExceptionPolicy master = settings.get(PolicyKeys.MASTER);
        return new ExceptionPolicies(
                settings.get(PolicyKeys.MIDSTREAM).orElse(master),
                settings.get(PolicyKeys.REASSEMBLY_MEMCAP).orElse(master));
    }
}
