/// From captured bytes to header fields: link layer to transport, fragments, checksums. Nothing is copied
/// but fragments, nothing is allocated per packet, and nothing throws on hostile bytes.
package dev.winnow.packet;
