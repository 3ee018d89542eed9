/// Counters and latencies: written by the thread that does the work, read by any other, never in anybody's way.
package dev.winnow.metric;
