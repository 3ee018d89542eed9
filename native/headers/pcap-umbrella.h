/* libpcap: capture files, live capture, filter expressions. */
#include <pcap/pcap.h>
