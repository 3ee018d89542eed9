/* User and system time of this process so far, with what the kernel did in its name: the packets that it sent. */
#ifndef CPU_SECONDS_H
#define CPU_SECONDS_H

#include <sys/resource.h>

static inline double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

#endif
