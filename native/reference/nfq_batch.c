/* Accepts every packet of a queue with one recvmmsg and one send for up to 64: the least that NFQUEUE costs. */
#define _GNU_SOURCE
#include "nfq_queue.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define BATCH 64

int main(int argc, char **argv) {
    static char buffers[BATCH][NFQ_MESSAGE_CAPACITY] __attribute__((aligned(8)));
    static struct iovec vectors[BATCH];
    static struct mmsghdr messages[BATCH];
    static struct nfq_verdict verdicts[BATCH];
    uint16_t queue = nfq_parse_arguments(argc, argv);
    int fd = nfq_open(queue);
    struct nfq_totals totals = {0};
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){.iov_base = buffers[i], .iov_len = NFQ_MESSAGE_CAPACITY};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
        verdicts[i] = nfq_accept(queue);
    }
    while (!nfq_stopping) {
        int received = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, NULL);
        if (received < 0 && errno != EINTR) {
            perror("recvmmsg");
            return 1;
        }
        size_t ready = 0;
        for (int i = 0; i < received; i++) {
            ready += nfq_packet_ids(buffers[i], messages[i].msg_len, &verdicts[ready].verdict.id, 1, &totals);
        }
        if (ready > 0) {
            nfq_send(fd, verdicts, ready * sizeof verdicts[0]);
            totals.verdicts += ready;
        }
    }
    nfq_report(&totals);
    return 0;
}
