package dev.winnow.history;

/// What one source was found guilty of, or what all those were that nothing more is known of. Times in milliseconds
/// since 1970.
///
/// @param rule       whether a rule found it out; otherwise the name is the reason of a drop
/// @param name       the rule's message, or the reason
/// @param sid        the rule's; 0 without one
/// @param source     an address; empty for those that had to make room
/// @param sourcePort of the first packet; 0 without one
/// @param target     an address, of the first packet
/// @param targetPort of the first packet; 0 without one
/// @param protocol   such as `TCP`
/// @param count      how often
/// @param dropped    packets that were dropped for it
/// @param proved     whether the source is where it says
public record OffenceRow(
        boolean rule,
        String name,
        long sid,
        String source,
        int sourcePort,
        String target,
        int targetPort,
        String protocol,
        long firstMs,
        long lastMs,
        long count,
        long dropped,
        boolean proved) {
    /// Whether it stands for all those that had to make room.
    public boolean isRest() {
        return source.isEmpty();
    }
}
