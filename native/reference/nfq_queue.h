/*
 * One NFQUEUE over raw netlink, without libraries: what nfq_single and nfq_batch share.
 *
 * Sources: linux/netfilter/nfnetlink_queue.h, linux/netlink.h, netlink(7).
 */
#ifndef WINNOW_NFQ_QUEUE_H
#define WINNOW_NFQ_QUEUE_H

#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

/* The largest payload attribute is 65,531 bytes; the attributes around it stay below 1 KiB. */
#define NFQ_MESSAGE_CAPACITY (68 * 1024)

/* One NFQNL_MSG_VERDICT as the kernel reads it: 32 bytes, no padding. */
struct nfq_verdict {
    struct nlmsghdr header;
    struct nfgenmsg family;
    struct nlattr attribute;
    struct nfqnl_msg_verdict_hdr verdict;
};

struct nfq_totals {
    uint64_t packets;
    uint64_t verdicts;
    uint64_t errors; /* error messages of the kernel and messages that do not parse */
};

/* Set by SIGTERM and SIGINT. A blocking call may have been entered just before: SIGALRM then ends that one. */
extern volatile sig_atomic_t nfq_stopping;

/* The queue number of the command line. Exits with status 2 and a line on stderr when the call is wrong. */
uint16_t nfq_parse_arguments(int argc, char **argv);

/*
 * Binds the queue: whole packets, 16,384 of them at most, GSO and fail-open, a 64 MiB receive buffer, no ENOBUFS.
 * Returns a netlink socket that is connected to the kernel. Exits with status 1 and a line on stderr on failure.
 */
int nfq_open(uint16_t queue);

/* An accept of this queue that lacks only the packet's id. */
struct nfq_verdict nfq_accept(uint16_t queue);

/*
 * Copies the ids (network order) of the packets in `length` bytes of netlink messages to `ids`, which has room for
 * `capacity`. Returns how many there were.
 */
size_t nfq_packet_ids(const void *messages, size_t length, uint32_t *ids, size_t capacity, struct nfq_totals *totals);

/* Sends `length` bytes of verdict messages in one call. Exits with status 1 when the kernel refuses them. */
void nfq_send(int fd, const struct nfq_verdict *verdicts, size_t length);

/* Prints the totals and this process's CPU time as key=value on one line. */
void nfq_report(const struct nfq_totals *totals);

#endif
