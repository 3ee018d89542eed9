package dev.winnow.packet;

/// Whose bytes count where fragments overlap, named after the systems that decide so (Novak, "Target-Based
/// Fragmentation Reassembly", 2005). An overlap with other bytes is [Malformed#FRAGMENT] under each of them: no honest
/// sender makes one. The policy matters where the operator lets malformed packets pass.
public enum FragmentPolicy {
    /// Those that came first.
    FIRST,
    /// Those that came last.
    LAST,
    /// Those of the fragment that starts lower; of two that start together, the one that came first.
    BSD,
    /// Those of the fragment that starts lower; of two that start together, the one that came last.
    LINUX;

    /// Whether a fragment's bytes replace those that are there already.
    ///
    /// @param presentStart the start of the fragment that brought the bytes that are there
    /// @param newStart the start of the fragment that brings others, in the same unit
    boolean replaces(int presentStart, int newStart) {
        return switch (this) {
            case FIRST -> false;
            case LAST -> true;
            case BSD -> newStart < presentStart;
            case LINUX -> newStart <= presentStart;
        };
    }
}
