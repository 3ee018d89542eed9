package dev.winnow.config;

/// What happens to traffic in each of the cases in which it can no longer be judged as it should.
///
/// @param midstream a connection whose beginning was not seen
/// @param flowMemory no flow could be made for a packet
/// @param streamMemory bytes of a stream could not be kept
/// @param protocolError a parser gave a connection up
/// @param fragmentMemory a packet's fragments could not be kept
public record ExceptionPolicies(
        ExceptionPolicy midstream,
        ExceptionPolicy flowMemory,
        ExceptionPolicy streamMemory,
        ExceptionPolicy protocolError,
        ExceptionPolicy fragmentMemory) {
    static ExceptionPolicies of(Settings settings) {
        ExceptionPolicy master = settings.get(PolicyKeys.MASTER);
        return new ExceptionPolicies(
                settings.get(PolicyKeys.MIDSTREAM).orElse(master),
                settings.get(PolicyKeys.FLOW_MEMCAP).orElse(master),
                settings.get(PolicyKeys.REASSEMBLY_MEMCAP).orElse(master),
                settings.get(PolicyKeys.PROTOCOL_ERROR).orElse(master),
                settings.get(PolicyKeys.DEFRAG_MEMCAP).orElse(master));
    }
}
