package dev.winnow.flow;

/// How TCP is followed. The names in quotes are the keys of the configuration.
///
/// @param midstream "stream.midstream": take up connections whose handshake was not seen
/// @param asyncOneside "stream.async-oneside": follow connections of which one direction alone is seen
/// @param memcapBytes "stream.reassembly.memcap": most bytes kept, of all streams together
/// @param depthBytes "stream.reassembly.depth": bytes of each direction that are handed on; 0: all
/// @param release when bytes are handed on
/// @param strict "stream.drop-invalid": whether segments are refused that are none of their connection's, too
///     ([Flow#isRefused])
/// @param keepsWindows whether [Stream#window] is filled, which costs a copy
/// @param windowBytes how many bytes that were looked at stay in the window
/// @param policies of hosts where bytes come twice; with [ReleasePolicy#ON_ARRIVAL] what came first counts
public record StreamSettings(
        boolean midstream,
        boolean asyncOneside,
        long memcapBytes,
        long depthBytes,
        ReleasePolicy release,
        boolean strict,
        boolean keepsWindows,
        int windowBytes,
        HostPolicies policies) {
    /// Suricata's defaults, with windows, handing on at acknowledgment.
    public static final StreamSettings DEFAULT = new StreamSettings(
            false, false, 256L << 20, 1L << 20, ReleasePolicy.ON_ACK, false, true, 2560, HostPolicies.DEFAULT);

    /// The same with another release policy.
    public StreamSettings withRelease(ReleasePolicy other) {
        return new StreamSettings(
                midstream, asyncOneside, memcapBytes, depthBytes, other, strict, keepsWindows, windowBytes, policies);
    }
}
