/// libpcap: capture files read and written, live capture, filter expressions.
///
/// Packet bytes stay where libpcap has them and are reached by address, so that a packet costs no allocation.
///
/// Source: pcap(3PCAP) and pcap-savefile(5) of libpcap 1.10.
package dev.winnow.bindings.pcap;
