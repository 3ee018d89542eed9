/// One Java method per C function: libc, netlink, NFQUEUE, libpcap, Hyperscan, PCRE2, libnftables.
///
/// No policy lives here. Native access is granted to this module alone.
@SuppressWarnings("module") // the exports are to modules that are built later
module dev.winnow.bindings {
    requires transitive dev.winnow.natives;

    exports dev.winnow.bindings.ffm to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.hyperscan to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.libc to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.netlink to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.nfqueue to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.nftables to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.pcap to
            dev.winnow.daemon,
            dev.winnow.bench;
    exports dev.winnow.bindings.pcre2 to
            dev.winnow.daemon,
            dev.winnow.bench;
}
