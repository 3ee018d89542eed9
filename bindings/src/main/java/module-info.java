/// One Java method per C function: libc, netlink, NFQUEUE, libpcap, Hyperscan, PCRE2, libnftables.
///
/// No policy lives here. Native access is granted to this module alone.
module dev.winnow.bindings {
    requires transitive dev.winnow.natives;
}
