#include "nfq_queue.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/netfilter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define QUEUE_LENGTH 16384
#define RECEIVE_BUFFER_BYTES (64 * 1024 * 1024)
#define COPY_RANGE 0xffff

volatile sig_atomic_t nfq_stopping;

static void fail(const char *what, uint16_t queue) {
    fprintf(stderr, "queue %u: %s: %s\n", queue, what, strerror(errno));
    exit(1);
}

uint16_t nfq_parse_arguments(int argc, char **argv) {
    char *end = NULL;
    unsigned long queue = argc == 2 ? strtoul(argv[1], &end, 10) : 0;
    if (argc != 2 || argv[1][0] < '0' || argv[1][0] > '9' || *end != '\0' || queue > 0xffff) {
        fprintf(stderr, "usage: %s QUEUE   (0..65535)\n", argv[0]);
        exit(2);
    }
    return (uint16_t)queue;
}

static void on_stop(int signal_number) {
    (void)signal_number;
    nfq_stopping = 1;
    alarm(1);
}

/* No SA_RESTART, so that a blocking receive returns EINTR. */
static void stop_on_signals(void) {
    struct sigaction action = {.sa_handler = on_stop};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
}

struct config_message {
    struct nlmsghdr header;
    struct nfgenmsg family;
    char attributes[64];
};

static struct config_message config_message(uint16_t queue) {
    struct config_message message = {
        .header = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct nfgenmsg)),
                   .nlmsg_type = NFNL_SUBSYS_QUEUE << 8 | NFQNL_MSG_CONFIG,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
        .family = {.nfgen_family = AF_UNSPEC, .version = NFNETLINK_V0, .res_id = htons(queue)},
    };
    return message;
}

static void add_attribute(struct config_message *message, uint16_t type, const void *value, size_t length) {
    struct nlattr *attribute = (struct nlattr *)((char *)message + message->header.nlmsg_len);
    attribute->nla_type = type;
    attribute->nla_len = (uint16_t)(NLA_HDRLEN + length);
    memcpy((char *)attribute + NLA_HDRLEN, value, length);
    message->header.nlmsg_len += (uint32_t)NLA_ALIGN(attribute->nla_len);
}

static void add_u32(struct config_message *message, uint16_t type, uint32_t value) {
    uint32_t network = htonl(value);
    add_attribute(message, type, &network, sizeof network);
}

/* Reads up to the acknowledgement, past packets that were queued meanwhile. Returns 0 or the kernel's -errno. */
static int acknowledgement(int fd) {
    static char buffer[NFQ_MESSAGE_CAPACITY] __attribute__((aligned(8)));
    for (;;) {
        ssize_t received = recv(fd, buffer, sizeof buffer, 0);
        if (received < 0) {
            return -errno;
        }
        const struct nlmsghdr *header = (const struct nlmsghdr *)buffer;
        if (received >= (ssize_t)NLMSG_LENGTH(sizeof(struct nlmsgerr)) && header->nlmsg_type == NLMSG_ERROR) {
            return ((const struct nlmsgerr *)NLMSG_DATA(header))->error;
        }
    }
}

static void configure(int fd, uint16_t queue, const struct config_message *message, const char *what) {
    if (send(fd, message, message->header.nlmsg_len, 0) < 0) {
        fail(what, queue);
    }
    int error = acknowledgement(fd);
    if (error == -EPERM || error == -EBUSY) {
        fprintf(stderr, "queue %u: not permitted: run as root, and see that no other program holds the queue\n", queue);
        exit(1);
    }
    if (error != 0) {
        errno = -error;
        fail(what, queue);
    }
}

static void bind_queue(int fd, uint16_t queue) {
    struct nfqnl_msg_config_cmd bind = {.command = NFQNL_CFG_CMD_BIND, .pf = htons(AF_INET)};
    struct config_message message = config_message(queue);
    add_attribute(&message, NFQA_CFG_CMD, &bind, sizeof bind);
    configure(fd, queue, &message, "bind");
}

/* Flags and mask share a message with the rest: the kernel applies the last pair of a message only. */
static void set_parameters(int fd, uint16_t queue) {
    struct nfqnl_msg_config_params parameters = {.copy_range = htonl(COPY_RANGE), .copy_mode = NFQNL_COPY_PACKET};
    struct config_message message = config_message(queue);
    add_attribute(&message, NFQA_CFG_PARAMS, &parameters, sizeof parameters);
    add_u32(&message, NFQA_CFG_QUEUE_MAXLEN, QUEUE_LENGTH);
    add_u32(&message, NFQA_CFG_FLAGS, NFQA_CFG_F_GSO | NFQA_CFG_F_FAIL_OPEN);
    add_u32(&message, NFQA_CFG_MASK, NFQA_CFG_F_GSO | NFQA_CFG_F_FAIL_OPEN);
    configure(fd, queue, &message, "configure");
}

int nfq_open(uint16_t queue) {
    const int buffer_bytes = RECEIVE_BUFFER_BYTES;
    const int on = 1;
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
    if (fd < 0 || connect(fd, (struct sockaddr *)&kernel, sizeof kernel) < 0) {
        fail("open a netlink socket", queue);
    }
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer_bytes, sizeof buffer_bytes) < 0
        || setsockopt(fd, SOL_NETLINK, NETLINK_NO_ENOBUFS, &on, sizeof on) < 0) {
        fail("set up the netlink socket (not root?)", queue);
    }
    bind_queue(fd, queue);
    set_parameters(fd, queue);
    stop_on_signals();
    return fd;
}

struct nfq_verdict nfq_accept(uint16_t queue) {
    struct nfq_verdict accept = {
        .header = {.nlmsg_len = sizeof accept,
                   .nlmsg_type = NFNL_SUBSYS_QUEUE << 8 | NFQNL_MSG_VERDICT,
                   .nlmsg_flags = NLM_F_REQUEST},
        .family = {.nfgen_family = AF_UNSPEC, .version = NFNETLINK_V0, .res_id = htons(queue)},
        .attribute = {.nla_len = NLA_HDRLEN + sizeof(struct nfqnl_msg_verdict_hdr), .nla_type = NFQA_VERDICT_HDR},
        .verdict = {.verdict = htonl(NF_ACCEPT)},
    };
    return accept;
}

/* The packet header attribute of one message, or NULL. */
static const struct nfqnl_msg_packet_hdr *packet_header(const struct nlmsghdr *message) {
    size_t offset = NLMSG_LENGTH(sizeof(struct nfgenmsg));
    while (offset + NLA_HDRLEN <= message->nlmsg_len) {
        const struct nlattr *attribute = (const struct nlattr *)((const char *)message + offset);
        if (attribute->nla_len < NLA_HDRLEN || attribute->nla_len > message->nlmsg_len - offset) {
            return NULL;
        }
        if ((attribute->nla_type & NLA_TYPE_MASK) == NFQA_PACKET_HDR
            && attribute->nla_len >= NLA_HDRLEN + sizeof(struct nfqnl_msg_packet_hdr)) {
            return (const struct nfqnl_msg_packet_hdr *)((const char *)attribute + NLA_HDRLEN);
        }
        offset += NLA_ALIGN(attribute->nla_len);
    }
    return NULL;
}

size_t nfq_packet_ids(const void *messages, size_t length, uint32_t *ids, size_t capacity, struct nfq_totals *totals) {
    const struct nlmsghdr *message = messages;
    size_t found = 0;
    while (NLMSG_OK(message, length) && found < capacity) {
        const struct nfqnl_msg_packet_hdr *header =
            message->nlmsg_type == (NFNL_SUBSYS_QUEUE << 8 | NFQNL_MSG_PACKET) ? packet_header(message) : NULL;
        if (header != NULL) {
            ids[found++] = header->packet_id;
        } else {
            totals->errors++;
        }
        message = NLMSG_NEXT(message, length);
    }
    totals->packets += found;
    return found;
}

void nfq_send(int fd, const struct nfq_verdict *verdicts, size_t length) {
    while (send(fd, verdicts, length, 0) < 0) {
        if (errno != EINTR) {
            perror("send of verdicts");
            exit(1);
        }
    }
}

static double seconds(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

void nfq_report(const struct nfq_totals *totals) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("packets=%" PRIu64 " verdicts=%" PRIu64 " errors=%" PRIu64 " user_s=%.3f system_s=%.3f\n", totals->packets,
           totals->verdicts, totals->errors, seconds(usage.ru_utime), seconds(usage.ru_stime));
}
