/// Netlink: messages and attributes as flyweights, and the socket they travel on.
///
/// Wire format: linux/netlink.h and netlink(7). Header fields are in host byte order; netfilter's attribute values are
/// in network byte order. Nothing here knows what a message means.
package dev.winnow.bindings.netlink;
