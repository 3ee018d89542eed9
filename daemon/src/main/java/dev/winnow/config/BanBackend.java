package dev.winnow.config;

/// What keeps the banned out.
public enum BanBackend {
    /// nftables where the host has it, otherwise ipset.
    AUTO,
    /// Sets of nftables.
    NFTABLES,
    /// Sets of ipset, with iptables rules that look at them.
    IPSET,
    /// Nothing: bans are written down and told of.
    NONE
}
