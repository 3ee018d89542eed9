/// NFQUEUE: packets that netfilter hands to a program, and the verdicts that go back.
///
/// A queue belongs to the netlink socket that bound it. [dev.winnow.bindings.nfqueue.QueueSocket] binds and configures,
/// [dev.winnow.bindings.nfqueue.QueueReceiver] fills slots with datagrams,
/// [dev.winnow.bindings.nfqueue.QueuePacket] reads one, [dev.winnow.bindings.nfqueue.VerdictWriter] answers many, and
/// [dev.winnow.bindings.nfqueue.QueueStatistics] tells what the kernel dropped.
///
/// Source: linux/netfilter/nfnetlink_queue.h and the kernel's net/netfilter/nfnetlink_queue.c.
package dev.winnow.bindings.nfqueue;
