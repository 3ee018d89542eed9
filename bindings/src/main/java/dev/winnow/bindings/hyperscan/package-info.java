/// Hyperscan, or Vectorscan, which is the same interface on more processors: many patterns, one pass over the bytes.
package dev.winnow.bindings.hyperscan;
