/*
 * Prints how this machine's C compiler lays out the structs that winnow reads and writes from Java, for the test that
 * compares the generated layouts with them. One fact a line: "sizeof STRUCT BYTES", "offsetof STRUCT.FIELD BYTES".
 *
 * Structs of libraries whose headers are not installed are left out.
 */
#define _GNU_SOURCE
#include "scan.h"

#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink.h>

#if __has_include(<pcap/pcap.h>)
#include <pcap/pcap.h>
#define HAVE_PCAP
#endif
#if __has_include(<hs/hs.h>)
#include <hs/hs.h>
#define HAVE_HS
#endif

#define STRUCT(name) printf("sizeof %s %zu\n", #name, sizeof(struct name))
#define FIELD(name, field) printf("offsetof %s.%s %zu\n", #name, #field, offsetof(struct name, field))

static void sockets(void) {
    STRUCT(sockaddr), FIELD(sockaddr, sa_family), FIELD(sockaddr, sa_data);
    STRUCT(in_addr), FIELD(in_addr, s_addr);
    STRUCT(in6_addr), FIELD(in6_addr, __in6_u);
    STRUCT(sockaddr_in), FIELD(sockaddr_in, sin_family), FIELD(sockaddr_in, sin_port), FIELD(sockaddr_in, sin_addr),
        FIELD(sockaddr_in, sin_zero);
    STRUCT(sockaddr_in6), FIELD(sockaddr_in6, sin6_family), FIELD(sockaddr_in6, sin6_port),
        FIELD(sockaddr_in6, sin6_flowinfo), FIELD(sockaddr_in6, sin6_addr), FIELD(sockaddr_in6, sin6_scope_id);
    STRUCT(sockaddr_nl), FIELD(sockaddr_nl, nl_family), FIELD(sockaddr_nl, nl_pad), FIELD(sockaddr_nl, nl_pid),
        FIELD(sockaddr_nl, nl_groups);
    STRUCT(iovec), FIELD(iovec, iov_base), FIELD(iovec, iov_len);
    STRUCT(msghdr), FIELD(msghdr, msg_name), FIELD(msghdr, msg_namelen), FIELD(msghdr, msg_iov),
        FIELD(msghdr, msg_iovlen), FIELD(msghdr, msg_control), FIELD(msghdr, msg_controllen), FIELD(msghdr, msg_flags);
    STRUCT(mmsghdr), FIELD(mmsghdr, msg_hdr), FIELD(mmsghdr, msg_len);
    STRUCT(cmsghdr), FIELD(cmsghdr, cmsg_len), FIELD(cmsghdr, cmsg_level), FIELD(cmsghdr, cmsg_type),
        FIELD(cmsghdr, __cmsg_data);
    STRUCT(pollfd), FIELD(pollfd, fd), FIELD(pollfd, events), FIELD(pollfd, revents);
}

static void scheduling(void) {
    STRUCT(timespec), FIELD(timespec, tv_sec), FIELD(timespec, tv_nsec);
    STRUCT(timeval), FIELD(timeval, tv_sec), FIELD(timeval, tv_usec);
    STRUCT(sched_param), FIELD(sched_param, sched_priority);
    printf("sizeof cpu_set_t %zu\n", sizeof(cpu_set_t));
    printf("offsetof cpu_set_t.__bits %zu\n", offsetof(cpu_set_t, __bits));
}

static void netlink(void) {
    STRUCT(nlmsghdr), FIELD(nlmsghdr, nlmsg_len), FIELD(nlmsghdr, nlmsg_type), FIELD(nlmsghdr, nlmsg_flags),
        FIELD(nlmsghdr, nlmsg_seq), FIELD(nlmsghdr, nlmsg_pid);
    STRUCT(nlmsgerr), FIELD(nlmsgerr, error), FIELD(nlmsgerr, msg);
    STRUCT(nlattr), FIELD(nlattr, nla_len), FIELD(nlattr, nla_type);
    STRUCT(nfgenmsg), FIELD(nfgenmsg, nfgen_family), FIELD(nfgenmsg, version), FIELD(nfgenmsg, res_id);
    STRUCT(nfqnl_msg_packet_hdr), FIELD(nfqnl_msg_packet_hdr, packet_id), FIELD(nfqnl_msg_packet_hdr, hw_protocol),
        FIELD(nfqnl_msg_packet_hdr, hook);
    STRUCT(nfqnl_msg_packet_hw), FIELD(nfqnl_msg_packet_hw, hw_addrlen), FIELD(nfqnl_msg_packet_hw, _pad),
        FIELD(nfqnl_msg_packet_hw, hw_addr);
    STRUCT(nfqnl_msg_packet_timestamp), FIELD(nfqnl_msg_packet_timestamp, sec),
        FIELD(nfqnl_msg_packet_timestamp, usec);
    STRUCT(nfqnl_msg_verdict_hdr), FIELD(nfqnl_msg_verdict_hdr, verdict), FIELD(nfqnl_msg_verdict_hdr, id);
    STRUCT(nfqnl_msg_config_cmd), FIELD(nfqnl_msg_config_cmd, command), FIELD(nfqnl_msg_config_cmd, _pad),
        FIELD(nfqnl_msg_config_cmd, pf);
    STRUCT(nfqnl_msg_config_params), FIELD(nfqnl_msg_config_params, copy_range),
        FIELD(nfqnl_msg_config_params, copy_mode);
}

static void match_collector(void) {
    STRUCT(winnow_match), FIELD(winnow_match, id), FIELD(winnow_match, to);
    STRUCT(winnow_matches), FIELD(winnow_matches, entries), FIELD(winnow_matches, seen),
        FIELD(winnow_matches, capacity), FIELD(winnow_matches, seen_ids);
}

#ifdef HAVE_PCAP
static void captures(void) {
    STRUCT(pcap_pkthdr), FIELD(pcap_pkthdr, ts), FIELD(pcap_pkthdr, caplen), FIELD(pcap_pkthdr, len);
    STRUCT(pcap_stat), FIELD(pcap_stat, ps_recv), FIELD(pcap_stat, ps_drop), FIELD(pcap_stat, ps_ifdrop);
    STRUCT(bpf_program), FIELD(bpf_program, bf_len), FIELD(bpf_program, bf_insns);
    STRUCT(bpf_insn), FIELD(bpf_insn, code), FIELD(bpf_insn, jt), FIELD(bpf_insn, jf), FIELD(bpf_insn, k);
    STRUCT(pcap_if), FIELD(pcap_if, next), FIELD(pcap_if, name), FIELD(pcap_if, description),
        FIELD(pcap_if, addresses), FIELD(pcap_if, flags);
    STRUCT(pcap_addr), FIELD(pcap_addr, next), FIELD(pcap_addr, addr), FIELD(pcap_addr, netmask),
        FIELD(pcap_addr, broadaddr), FIELD(pcap_addr, dstaddr);
}
#endif

#ifdef HAVE_HS
static void patterns(void) {
    STRUCT(hs_compile_error), FIELD(hs_compile_error, message), FIELD(hs_compile_error, expression);
}
#endif

int main(void) {
    sockets();
    scheduling();
    netlink();
    match_collector();
#ifdef HAVE_PCAP
    captures();
#endif
#ifdef HAVE_HS
    patterns();
#endif
    return 0;
}
