/// Benchmarks, each gated by a check that what it times is right.
package dev.winnow.bench;
