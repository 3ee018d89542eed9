package dev.winnow.config;

import static dev.winnow.config.ValueTypes.integer;
import static dev.winnow.config.ValueTypes.size;

/// The keys of [FlowConfig].
final class FlowKeys {
    static final KeyTable TABLE = new KeyTable();

    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    static final ConfigKey<Long> MEMCAP =
            TABLE.shared("flow.memcap", size(MB, 32 * GB), 128 * MB, "memory of each worker for flows");

    static final ConfigKey<Integer> MAX_FLOWS = TABLE.own(
            "flow.max-flows", integer(0, 1 << 26), 0, "most flows of each worker; 0: as many as fit into flow.memcap");

    static final ConfigKey<Long> VARIABLES = TABLE.own(
            "flow.variables-memcap", size(MB, 32 * GB), 32 * MB, "memory of each worker for the variables of flows");

    static final ConfigKey<Boolean> VLAN_TRACKING = TABLE.shared(
            "vlan.use-for-tracking", ValueTypes.YES_NO, true, "whether packets of other VLANs belong to other flows");

    static final TimeoutKeys TCP =
            new TimeoutKeys(TABLE, "tcp", new FlowConfig.Timeouts(60, 600, 60), new FlowConfig.Timeouts(5, 100, 10));

    static final TimeoutKeys UDP =
            new TimeoutKeys(TABLE, "udp", new FlowConfig.Timeouts(30, 300, 0), new FlowConfig.Timeouts(10, 100, 0));

    static final TimeoutKeys ICMP =
            new TimeoutKeys(TABLE, "icmp", new FlowConfig.Timeouts(30, 300, 0), new FlowConfig.Timeouts(10, 100, 0));

    static final TimeoutKeys OTHER =
            new TimeoutKeys(TABLE, "default", new FlowConfig.Timeouts(30, 300, 0), new FlowConfig.Timeouts(10, 100, 0));

    private FlowKeys() {}
}
