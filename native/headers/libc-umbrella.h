/* Sockets, netlink, NFQUEUE, scheduling and files: what winnow takes from the C library and the kernel. */

/* recvmmsg and sched_setaffinity are GNU extensions. */
#define _GNU_SOURCE
#include <features.h>

/* With GNU extensions, and a compiler that claims to be GCC, socket addresses become transparent unions, and
   jextract drops every function that takes one without a word. */
#pragma push_macro("__GNUC_PREREQ")
#undef __GNUC_PREREQ
#define __GNUC_PREREQ(major, minor) 0
#include <sys/socket.h>
#pragma pop_macro("__GNUC_PREREQ")

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink.h>
