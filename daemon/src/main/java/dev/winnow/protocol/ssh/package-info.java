/// SSH (RFC 4253): the greeting of each side, and what its first key exchange message offers.
package dev.winnow.protocol.ssh;
