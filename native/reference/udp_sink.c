/*
 * Counts the UDP packets that arrive on a port until SIGTERM or SIGINT, and those that contain a text.
 *
 * It looks every two milliseconds and sleeps in between, so that a packet's delivery never has to wake it: the cost of
 * a wake-up would be the filter's, which delivers the packet by its verdict.
 */
#define _GNU_SOURCE
#include "cpu_seconds.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/sock_diag.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 256
#define PAYLOAD_CAPACITY 2048
#define RECEIVE_BUFFER_BYTES (512 * 1024 * 1024)
#define PAUSE_NANOS 2000000

struct totals {
    uint64_t received;
    uint64_t marked;
};

static volatile sig_atomic_t stopping;

static void on_stop(int signal_number) {
    (void)signal_number;
    stopping = 1;
}

static int open_port(const char *text) {
    char *end;
    const int buffer_bytes = RECEIVE_BUFFER_BYTES;
    unsigned long port = strtoul(text, &end, 10);
    if (*end != '\0' || port == 0 || port > 0xffff) {
        fprintf(stderr, "udp_sink: the port must be 1..65535, got %s\n", text);
        exit(2);
    }
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&any, sizeof any) < 0
        || setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer_bytes, sizeof buffer_bytes) < 0) {
        fprintf(stderr, "udp_sink: port %lu: %s\n", port, strerror(errno));
        exit(1);
    }
    return fd;
}

/* Takes everything that is there. */
static void drain(int fd, const char *mark, struct totals *totals) {
    static char payloads[BATCH][PAYLOAD_CAPACITY];
    static struct iovec vectors[BATCH];
    static struct mmsghdr messages[BATCH];
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){.iov_base = payloads[i], .iov_len = PAYLOAD_CAPACITY};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
    }
    int received;
    while ((received = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL)) > 0) {
        for (int i = 0; i < received; i++) {
            totals->received++;
            totals->marked += mark != NULL && memmem(payloads[i], messages[i].msg_len, mark, strlen(mark)) != NULL;
        }
    }
    if (errno != EAGAIN && errno != EINTR) {
        perror("udp_sink: recvmmsg");
        exit(1);
    }
}

/* How many packets found the receive buffer full. */
static uint32_t overflowed(int fd) {
    uint32_t memory[SK_MEMINFO_VARS] = {0};
    socklen_t length = sizeof memory;
    getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory, &length);
    return memory[SK_MEMINFO_DROPS];
}

int main(int argc, char **argv) {
    const struct timespec pause = {.tv_nsec = PAUSE_NANOS};
    struct sigaction action = {.sa_handler = on_stop};
    struct totals totals = {0};
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s PORT [MARK]\n", argv[0]);
        return 2;
    }
    const char *mark = argc == 3 ? argv[2] : NULL;
    int fd = open_port(argv[1]);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    puts("ready");
    fflush(stdout);
    while (!stopping) {
        drain(fd, mark, &totals);
        nanosleep(&pause, NULL);
    }
    drain(fd, mark, &totals);
    printf("received=%" PRIu64 " marked=%" PRIu64 " overflowed=%" PRIu32 " cpu=%.6f\n", totals.received, totals.marked,
           overflowed(fd), cpu_seconds());
    return 0;
}
