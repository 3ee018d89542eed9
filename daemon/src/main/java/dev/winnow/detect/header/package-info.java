/// Conditions on a packet's headers: addresses and ports, header fields, and what is known of its connection.
package dev.winnow.detect.header;
