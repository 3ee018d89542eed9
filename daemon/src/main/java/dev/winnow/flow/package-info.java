/// What packets have in common: flows, the byte streams of TCP, and the variables that rules keep with them.
package dev.winnow.flow;
