/*
 * Sends UDP packets at a given rate from several source ports, so that they belong to different flows.
 *
 * Payload: 16 hexadecimal digits of the sequence number, then lower-case letters, others for each flow. With
 * --mark TEXT every --mark-every'th packet carries TEXT at its end. With --from ADDRESS/LENGTH each flow has a source
 * address of its own: from ADDRESS on, evenly spread over a network of that length. The host must have them all
 * (ip route add local NETWORK dev lo).
 */
#define _GNU_SOURCE
#include "cpu_seconds.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SEQUENCE_DIGITS 16
#define MAX_PAYLOAD 1400
#define MAX_FLOWS 1024
#define MAX_SECONDS 600
#define MAX_COUNT 1000000000ULL
/* Packets of one flow in a row: one sendmmsg. */
#define RUN 8
/* Packets between two looks at the clock. */
#define BURST 32
#define NANOS 1000000000ULL

struct options {
    struct sockaddr_in to;
    uint64_t rate; /* packets per second, 0 for as many as possible */
    uint64_t count;
    uint64_t seconds;
    size_t size;
    int flows;
    const char *mark;
    uint64_t mark_every;
    uint32_t from; /* first address of the sources, host byte order; 0 for the host's own */
    unsigned from_bits; /* that tell the sources apart */
};

struct load {
    int sockets[MAX_FLOWS];
    char letters[MAX_FLOWS][MAX_PAYLOAD];
    char payloads[RUN][MAX_PAYLOAD];
    struct iovec vectors[RUN];
    struct mmsghdr messages[RUN];
    uint64_t sent;
    uint64_t marked;
    uint64_t refused;
};

static void wrong_call(const char *message) {
    fprintf(stderr, "udp_load: %s\n", message);
    exit(2);
}

static uint64_t number(const char *text, const char *option, uint64_t max) {
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || *text == '-' || value > max) {
        fprintf(stderr, "udp_load: --%s must be 0..%" PRIu64 ", got %s\n", option, max, text);
        exit(2);
    }
    return value;
}

static struct sockaddr_in endpoint(char *text) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    char *colon = strchr(text, ':');
    if (colon == NULL) {
        wrong_call("--to must be ADDRESS:PORT");
    }
    *colon = '\0';
    address.sin_port = htons((uint16_t)number(colon + 1, "to", 0xffff));
    if (inet_pton(AF_INET, text, &address.sin_addr) != 1) {
        wrong_call("--to needs an IPv4 address");
    }
    return address;
}

static void network(struct options *options, char *text) {
    struct in_addr first;
    char *slash = strchr(text, '/');
    if (slash == NULL) {
        wrong_call("--from must be ADDRESS/LENGTH");
    }
    *slash = '\0';
    options->from_bits = 32 - (unsigned)number(slash + 1, "from", 32);
    if (inet_pton(AF_INET, text, &first) != 1) {
        wrong_call("--from needs an IPv4 network");
    }
    options->from = ntohl(first.s_addr);
}

static void check(const struct options *options) {
    if (options->to.sin_family != AF_INET) {
        wrong_call("--to ADDRESS:PORT is missing");
    }
    if (options->count == 0 && options->seconds == 0) {
        wrong_call("--count or --seconds is missing: a load has an end");
    }
    if (options->flows == 0 || options->mark_every == 0) {
        wrong_call("--flows and --mark-every start at 1");
    }
    if (options->from != 0 && 1ULL << options->from_bits < (uint64_t)options->flows) {
        wrong_call("--from is too small for the flows");
    }
    size_t mark_length = options->mark == NULL ? 0 : strlen(options->mark);
    if (options->size < SEQUENCE_DIGITS + mark_length) {
        wrong_call("--size is too small for the sequence number and the mark");
    }
}

static struct options parse(int argc, char **argv) {
    static const struct option names[] = {
        {"to", required_argument, NULL, 't'},    {"rate", required_argument, NULL, 'r'},
        {"count", required_argument, NULL, 'c'}, {"seconds", required_argument, NULL, 's'},
        {"size", required_argument, NULL, 'z'},  {"flows", required_argument, NULL, 'f'},
        {"mark", required_argument, NULL, 'm'},  {"mark-every", required_argument, NULL, 'e'},
        {"from", required_argument, NULL, 'n'},  {NULL, 0, NULL, 0},
    };
    struct options options = {.size = 64, .flows = 64, .mark_every = 2};
    int option;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        switch (option) {
        case 't': options.to = endpoint(optarg); break;
        case 'r': options.rate = number(optarg, "rate", 100000000); break;
        case 'c': options.count = number(optarg, "count", MAX_COUNT); break;
        case 's': options.seconds = number(optarg, "seconds", MAX_SECONDS); break;
        case 'z': options.size = number(optarg, "size", MAX_PAYLOAD); break;
        case 'f': options.flows = (int)number(optarg, "flows", MAX_FLOWS); break;
        case 'm': options.mark = optarg; break;
        case 'e': options.mark_every = number(optarg, "mark-every", MAX_COUNT); break;
        case 'n': network(&options, optarg); break;
        default: exit(2);
        }
    }
    check(&options);
    return options;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * NANOS + (uint64_t)time.tv_nsec;
}

static void sleep_until(uint64_t deadline) {
    struct timespec time = {.tv_sec = (time_t)(deadline / NANOS), .tv_nsec = (long)(deadline % NANOS)};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
}

static struct sockaddr_in source(const struct options *options, int flow) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    if (options->from != 0) {
        uint64_t part = (1ULL << options->from_bits) / (uint64_t)options->flows;
        address.sin_addr.s_addr = htonl(options->from + (uint32_t)(part * (uint64_t)flow));
    }
    return address;
}

static int open_flow(const struct options *options, int flow) {
    struct sockaddr_in from = source(options, flow);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&from, sizeof from) < 0
        || connect(fd, (const struct sockaddr *)&options->to, sizeof options->to) < 0) {
        perror("udp_load: open a socket");
        exit(1);
    }
    return fd;
}

static void prepare(struct load *load, const struct options *options) {
    uint32_t random = 1;
    for (int flow = 0; flow < options->flows; flow++) {
        load->sockets[flow] = open_flow(options, flow);
        for (size_t i = 0; i < options->size; i++) {
            random = random * 1664525 + 1013904223;
            load->letters[flow][i] = (char)('a' + (random >> 16) % 26);
        }
    }
    for (int i = 0; i < RUN; i++) {
        load->vectors[i] = (struct iovec){.iov_base = load->payloads[i], .iov_len = options->size};
        load->messages[i].msg_hdr = (struct msghdr){.msg_iov = &load->vectors[i], .msg_iovlen = 1};
    }
}

static bool is_marked(const struct options *options, uint64_t sequence) {
    return options->mark != NULL && sequence % options->mark_every == 0;
}

static void fill(struct load *load, const struct options *options, int flow, int index, uint64_t sequence) {
    char *payload = load->payloads[index];
    memcpy(payload, load->letters[flow], options->size);
    for (int digit = 0; digit < SEQUENCE_DIGITS; digit++) {
        payload[digit] = "0123456789abcdef"[sequence >> (60 - 4 * digit) & 0xf];
    }
    if (is_marked(options, sequence)) {
        size_t length = strlen(options->mark);
        memcpy(payload + options->size - length, options->mark, length);
    }
}

/* Sends up to RUN packets of one flow. A port that nobody listens on is the receiver's affair: counted, not fatal. */
static void send_run(struct load *load, const struct options *options, int flow, unsigned wanted) {
    for (unsigned i = 0; i < wanted; i++) {
        fill(load, options, flow, (int)i, load->sent + i);
    }
    int accepted = sendmmsg(load->sockets[flow], load->messages, wanted, 0);
    if (accepted < 0) {
        if (errno != ECONNREFUSED && errno != ENOBUFS && errno != EINTR) {
            perror("udp_load: sendmmsg");
            exit(1);
        }
        load->refused++;
        return;
    }
    for (int i = 0; i < accepted; i++) {
        load->marked += is_marked(options, load->sent + (uint64_t)i);
    }
    load->sent += (uint64_t)accepted;
}

static bool finished(const struct load *load, const struct options *options, uint64_t elapsed) {
    return (options->count != 0 && load->sent >= options->count)
        || (options->seconds != 0 && elapsed >= options->seconds * NANOS);
}

static uint64_t run(struct load *load, const struct options *options) {
    uint64_t start = now();
    int flow = 0;
    while (!finished(load, options, now() - start)) {
        if (options->rate != 0) {
            sleep_until(start + (uint64_t)((double)load->sent * (double)NANOS / (double)options->rate));
        }
        for (int i = 0; i < BURST / RUN; i++) {
            uint64_t left = options->count == 0 ? RUN : options->count - load->sent;
            if (left > 0) {
                send_run(load, options, flow, left < RUN ? (unsigned)left : RUN);
            }
            flow = (flow + 1) % options->flows;
        }
    }
    return now() - start;
}

int main(int argc, char **argv) {
    static struct load load;
    struct options options = parse(argc, argv);
    prepare(&load, &options);
    prctl(PR_SET_TIMERSLACK, 1UL);
    uint64_t elapsed = run(&load, &options);
    printf("sent=%" PRIu64 " marked=%" PRIu64 " refused=%" PRIu64 " seconds=%.6f cpu=%.6f\n", load.sent, load.marked,
           load.refused, (double)elapsed / (double)NANOS, cpu_seconds());
    return 0;
}
