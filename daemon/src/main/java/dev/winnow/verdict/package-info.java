/// What happens to a packet, and why; and what is done about whoever sends such packets.
package dev.winnow.verdict;
