package dev.winnow.flow;

/// The bounds of a flow table and what its flows keep. The names in quotes are the keys of the configuration.
///
/// @param maxFlows most flows at once, 1 to 2^26
/// @param variableBytes most bytes for the variables of all flows together
/// @param usesVlan "vlan.use-for-tracking": packets with other VLAN ids belong to other flows
/// @param timeouts "flow-timeouts"
/// @param flowbitCount flow bits of the rules, numbered from 0
/// @param flowintCount flow integers of the rules, numbered from 0
/// @param seed secret where senders choose addresses, so that they cannot choose buckets; fixed in tests
/// @param stream how TCP is followed
/// @param evicts whether a flow that is still followed makes room for a new one; otherwise the new one is refused
public record FlowSettings(
        int maxFlows,
        long variableBytes,
        boolean usesVlan,
        FlowTimeouts timeouts,
        int flowbitCount,
        int flowintCount,
        long seed,
        StreamSettings stream,
        boolean evicts) {
    /// Suricata's defaults: 128 MiB of flows, no variables.
    public static final FlowSettings DEFAULT =
            new FlowSettings(1 << 18, 32L << 20, true, FlowTimeouts.DEFAULT, 0, 0, 0, StreamSettings.DEFAULT, true);

    public FlowSettings {
        if (maxFlows < 1 || maxFlows > 1 << 26) {
            throw new IllegalArgumentException("maxFlows must be 1..2^26, got " + maxFlows);
        }
        FlowVariables.check(flowbitCount, flowintCount);
    }

    /// The same for rules with other variables.
    public FlowSettings withVariables(int flowbits, int flowints) {
        return new FlowSettings(maxFlows, variableBytes, usesVlan, timeouts, flowbits, flowints, seed, stream, evicts);
    }

    /// The same with TCP followed in another way.
    public FlowSettings withStream(StreamSettings other) {
        return new FlowSettings(
                maxFlows, variableBytes, usesVlan, timeouts, flowbitCount, flowintCount, seed, other, evicts);
    }
}
