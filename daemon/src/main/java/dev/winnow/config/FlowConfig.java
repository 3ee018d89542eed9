package dev.winnow.config;

import java.util.List;

/// Bounds of each worker's flows.
///
/// @param maxFlows at once
/// @param variableBytes for the variables of all flows together
/// @param usesVlan whether packets of other VLANs belong to other flows
/// @param timeouts of TCP, UDP, ICMP and all others, in this order
/// @param emergencyTimeouts the same while flows are short
public record FlowConfig(
        int maxFlows, long variableBytes, boolean usesVlan, List<Timeouts> timeouts, List<Timeouts> emergencyTimeouts) {
    /// Half a kilobyte, what a flow and its stream's bookkeeping take.
    private static final long BYTES_PER_FLOW = 512;

    private static final List<TimeoutKeys> PROTOCOLS =
            List.of(FlowKeys.TCP, FlowKeys.UDP, FlowKeys.ICMP, FlowKeys.OTHER);

    /// How long a flow may be idle before it is forgotten, by how far it has come.
    public record Timeouts(int freshSeconds, int establishedSeconds, int closedSeconds) {}

    static FlowConfig of(Settings settings) {
        int maxFlows = settings.get(FlowKeys.MAX_FLOWS);
        return new FlowConfig(
                maxFlows > 0 ? maxFlows : (int) (settings.get(FlowKeys.MEMCAP) / BYTES_PER_FLOW),
                settings.get(FlowKeys.VARIABLES),
                settings.get(FlowKeys.VLAN_TRACKING),
                PROTOCOLS.stream().map(keys -> keys.normal(settings)).toList(),
                PROTOCOLS.stream().map(keys -> keys.emergency(settings)).toList());
    }
}
