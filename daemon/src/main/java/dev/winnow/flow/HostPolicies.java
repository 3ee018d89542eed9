package dev.winnow.flow;

import dev.winnow.rule.address.AddressSet;
import java.util.List;

/// "host-os-policy": how the hosts at some addresses treat bytes that come twice. Immutable, any thread.
///
/// @param rules the first whose addresses have the host counts
/// @param others of all other hosts
public record HostPolicies(List<Rule> rules, OverlapPolicy others) {
    /// All hosts alike, as Suricata does without configuration.
    public static final HostPolicies DEFAULT = new HostPolicies(List.of(), OverlapPolicy.BSD);

    public HostPolicies {
        rules = List.copyOf(rules);
    }

    /// Hosts with a policy.
    public record Rule(AddressSet hosts, OverlapPolicy policy) {}

    /// @param high see [dev.winnow.packet.PacketView] for the form of addresses
    OverlapPolicy of(long high, long low, int ipVersion) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.hosts.contains(high, low, ipVersion)) {
                return rule.policy;
            }
        }
        return others;
    }
}
