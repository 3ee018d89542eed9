package dev.winnow.history;

/// Something that did not work, in words for a person. Times in milliseconds since 1970.
///
/// @param lastMs when it was last so
public record Trouble(String text, long firstMs, long lastMs) {}
