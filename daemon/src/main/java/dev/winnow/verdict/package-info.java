/// What happens to a packet, and why.
package dev.winnow.verdict;
