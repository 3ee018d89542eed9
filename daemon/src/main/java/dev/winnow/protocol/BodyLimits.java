package dev.winnow.protocol;

/// How far a body is looked into, and in which pieces.
///
/// @param maxBytes that are looked into; 0 for none
/// @param minimalInspectBytes looked into in one piece, however they come
/// @param inspectWindowBytes looked into at once behind these, at least; a quarter of that was looked into before
public record BodyLimits(int maxBytes, int minimalInspectBytes, int inspectWindowBytes) {
    /// The same pieces of a body that nobody looks into.
    public BodyLimits none() {
        return new BodyLimits(0, minimalInspectBytes, inspectWindowBytes);
    }
}
