package dev.winnow.rule.option;

/// The bytes that content, pcre and their kin look into.
///
/// @param name the keyword that selects the buffer in a rule
public record Buffer(String name) {
    /// The payload of the packet, or of the stream where streams are put together.
    public static final Buffer PAYLOAD = new Buffer("pkt_data");
}
