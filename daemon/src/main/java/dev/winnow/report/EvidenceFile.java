package dev.winnow.report;

/// A file of evidence that has packets of the period.
///
/// @param packets of the period
/// @param firstMs milliseconds since 1970, of the first of them
public record EvidenceFile(String name, long bytes, long packets, long firstMs, long lastMs) {}
