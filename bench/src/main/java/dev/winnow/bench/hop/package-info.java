/// JMH benches of single hops of a packet's way, each checked against an obvious computation before it is timed.
package dev.winnow.bench.hop;
