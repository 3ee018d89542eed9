package dev.winnow.history;

/// A filter from its start to its end. Times in milliseconds since 1970.
///
/// @param lastMs  when it was last heard of
/// @param stopped whether it has ended as it should; otherwise it runs still, or was killed
/// @param dryRun  whether it dropped nothing
public record Run(long id, long beginMs, long lastMs, boolean stopped, boolean dryRun) {}
