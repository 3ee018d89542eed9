/* Accepts every packet of a queue with one recv and one send each: how most programs use NFQUEUE. */
#include "nfq_queue.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/types.h>

int main(int argc, char **argv) {
    static char buffer[NFQ_MESSAGE_CAPACITY] __attribute__((aligned(8)));
    uint16_t queue = nfq_parse_arguments(argc, argv);
    int fd = nfq_open(queue);
    struct nfq_verdict accept = nfq_accept(queue);
    struct nfq_totals totals = {0};
    while (!nfq_stopping) {
        ssize_t received = recv(fd, buffer, sizeof buffer, 0);
        if (received < 0 && errno != EINTR) {
            perror("recv");
            return 1;
        }
        if (received > 0 && nfq_packet_ids(buffer, (size_t)received, &accept.verdict.id, 1, &totals) == 1) {
            nfq_send(fd, &accept, sizeof accept);
            totals.verdicts++;
        }
    }
    nfq_report(&totals);
    return 0;
}
